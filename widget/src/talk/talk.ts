/** What is needed once there is a conversation, fetched with the first message: its stream, the ways to a person, and whether it helped. */
import { callLink } from '../cards.ts'
import type { Within } from '../chat.ts'
import { type Rating, type TurnFields, WidgetConversationChanged, type WidgetConversationChangedResult, WidgetHandoverRequest, WidgetRate, WidgetTurnStop, WidgetTyping } from '../documents.graphql'
import { h, icon } from '../h.ts'
import { language, t } from '../language.ts'
import type { Card } from '../log.ts'
import { accept, type ConversationChange, Refusal, resultOf, type Transport } from '../transport.ts'
import { eventParser } from './sse.ts'
import { TEXTS } from './texts.ts'

const SILENT_FOR = 45_000
const LONGEST_COMMENT = 500
const PATHS: Record<Rating, string> = {
  UP: 'M7 11v9H4v-9h3l4-8c2 0 3 1 3 3l-1 4h6l-2 10H7',
  DOWN: 'M7 13V4H4v9h3l4 8c2 0 3-1 3-3l-1-4h6L17 4H7',
}

const texts = () => TEXTS[language]

/** Reads the stream that `open` begins until the server completes it. Raises what the server refuses, and OFFLINE for a stream that is cut or falls silent. */
export async function follow(open: (documentId: string, until: AbortSignal) => Promise<Response>, onNext: (change: ConversationChange) => void, onOpen: () => void): Promise<void> {
  const silence = new AbortController()
  const end = () => silence.abort()
  let timer = setTimeout(end, SILENT_FOR)
  try {
    const response = await open(WidgetConversationChanged, silence.signal)
    const { body } = response
    if (!body || !response.headers.get('content-type')?.startsWith('text')) return resultOf(await response.json())
    onOpen()
    let isComplete = false
    const parse = eventParser((name, text) => {
      if (name === 'next') onNext((resultOf(JSON.parse(text)) as WidgetConversationChangedResult).conversationChanged)
      else isComplete ||= name === 'complete'
    })
    const reader = body.pipeThrough(new TextDecoderStream()).getReader()
    while (!isComplete) {
      const { done, value } = await reader.read()
      if (done) throw new Refusal('OFFLINE')
      clearTimeout(timer)
      timer = setTimeout(end, SILENT_FOR)
      parse(value)
    }
  } finally {
    clearTimeout(timer)
    end()
  }
}

/** Two small buttons that ask whether the answer helped, and then for a word about it; `changed` draws the card anew. */
export function ratingCard({ run }: Transport, within: Within, changed: (card: Card) => void): Card {
  let rated: Rating | null = null
  let isOver = false
  /** Typed text lives here, so that it survives every drawing. */
  let comment = ''
  const card = {
    build(): HTMLElement {
      const { question, thanks } = texts()
      const button = (rating: Rating) => {
        const label = texts()[rating]
        return h('button', { class: 'text', type: 'button', 'aria-label': label, title: label, onclick: () => void rate(rating) }, icon(PATHS[rating]))
      }
      return h(
        'div',
        { class: 'line SYSTEM', role: 'group', 'aria-label': question },
        ...(rated ? [h('p', { role: 'status' }, thanks), !isOver && words(rated)] : [question, button('UP'), button('DOWN')]),
      )
    },
  }

  /** The way to say more; nobody has to. */
  function words(rating: Rating): HTMLElement {
    const { why } = texts()
    const field = h('input', { maxlength: LONGEST_COMMENT, placeholder: why, 'aria-label': why, oninput: () => (comment = field.value) })
    field.value = comment
    const send = (event: Event) => {
      event.preventDefault()
      if (comment.trim()) void rate(rating, comment)
    }
    return h('form', { onsubmit: send }, field, h('button', { class: 'text' }, t.send))
  }

  async function rate(rating: Rating, said?: string): Promise<void> {
    try {
      await within(async (id) => accept((await run(WidgetRate, { id, rating, comment: said ?? null })).conversationRate))
      rated = rating
      isOver = !!said
      changed(card)
    } catch {
      // Nobody is bothered with an opinion that was not delivered: the buttons stay.
    }
  }
  return card
}

/** Stops an answer. Raises Refusal. */
export const stopTurn = async ({ run }: Transport, id: string): Promise<TurnFields | null> => accept((await run(WidgetTurnStop, { id })).turnStop).turn

/** Tells the person who answers that the visitor is typing. */
export const notifyTyping = ({ run }: Transport, conversationId: string): Promise<unknown> => run(WidgetTyping, { conversationId })

/** Asks for a person; says when one answers. Raises Refusal. */
export const askForPerson = async ({ run }: Transport, within: Within): Promise<string | null> =>
  (await within(async (conversationId) => accept((await run(WidgetHandoverRequest, { conversationId })).handoverRequest))).promise

/** Who of the workshop speaks. */
export const talkingTo = (name: string): string => texts().talking(name)

/** Says that the workshop knows and when it answers, or that a call helps fastest: with the number, and the way to the form. */
export const personCard = (promise: string | null | undefined, number: string | null, openForm: () => void): Card => ({
  build() {
    const { breakdown, handover, handoverForm } = texts()
    const says = promise === undefined ? breakdown : `${handover} ${promise ?? ''}`
    return h('div', { class: 'card' }, says, number && callLink(number), h('button', { class: 'secondary', type: 'button', onclick: openForm }, handoverForm))
  },
})
