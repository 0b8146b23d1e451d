/** The lines of the chat and the cards between them. */
import type { Line } from './chat.ts'
import { h } from './h.ts'
import { language, t } from './language.ts'
import { markdown } from './markdown.ts'

/** Something else than a line: built anew in the language on screen whenever it is drawn. */
export interface Card {
  build(): HTMLElement
}

const NEAR_THE_END = 90

export type Log = ReturnType<typeof createLog>

export function createLog() {
  const items = new Map<Line | Card, HTMLElement>()
  /** Reads out what is complete; a growing answer would be read again with every word. */
  const voice = h('p', { class: 'hidden', 'aria-live': 'polite' })
  const element = h('div', { class: 'log', role: 'log', 'aria-live': 'off', tabindex: '0' })
  let follows = true
  element.onscroll = () => (follows = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_THE_END)

  function toEnd(): void {
    follows = true
    element.scrollTop = element.scrollHeight
  }

  /** Draws a new item at the end, or a known one anew where it stands. */
  function show(item: Line | Card): void {
    const old = items.get(item)
    const drawn = 'build' in item ? item.build() : lineOf(item)
    items.set(item, drawn)
    if (old) old.replaceWith(drawn)
    else element.append(drawn)
    if (follows || (item as Line).state === 'sending') toEnd()
  }

  function remove(item: Line | Card): void {
    items.get(item)?.remove()
    items.delete(item)
  }

  return {
    element,
    voice,
    show,
    remove,
    toEnd,

    /** Shows a card at the end, wherever it was. */
    bring(card: Card): void {
      remove(card)
      show(card)
      element.scrollTop = (items.get(card) as HTMLElement).offsetTop - element.offsetTop - 8
    },

    /** Draws everything anew, after a change of language or settings. */
    redraw(): void {
      element.ariaLabel = t.history
      for (const item of items.keys()) show(item)
    },
  }
}

/** Somebody is about to say something. */
export const dots = (): HTMLElement => h('div', { class: 'bubble dots', role: 'img', 'aria-label': t.typing }, h('i'), h('i'), h('i'))

/** Who wrote a line, as the visitor knows them. */
export const authorOf = ({ author, memberName }: Line): string => (author === 'VISITOR' ? t.you : author === 'ASSISTANT' ? t.assistant : (memberName ?? ''))

function lineOf(line: Line): HTMLElement {
  const { author, text, state, sentAt, sourceTitles } = line
  const isVisitor = author === 'VISITOR'
  const time = new Date(sentAt).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })
  const meta = isVisitor ? state === 'sending' && t.sending : author !== 'SYSTEM' && text && [authorOf(line), state === 'stopped' ? t.stopped : time].join(' · ')
  return h(
    'div',
    { class: `line ${author} ${state}` },
    isVisitor && h('span', { class: 'hidden' }, t.you),
    text
      ? h('div', { class: 'bubble' }, isVisitor ? text : markdown(text))
      : state === 'writing' && dots(),
    sourceTitles?.length && h('p', {}, `${t.source}: ${[...new Set(sourceTitles)].join(' · ')}`),
    state === 'failed' ? failureOf(line) : meta && h('p', {}, meta),
  )
}

/** What went wrong, and the way to try again: at once, or when the server has said it may. */
function failureOf({ author, fault, retry }: Line): HTMLElement {
  const reason = h('span', { role: 'alert' }, author === 'VISITOR' ? fault?.errors[0]?.message || t.notSent : t.failed)
  const again = h('button', { class: 'text', type: 'button', onclick: retry }, t.retry)
  const until = Date.now() + (fault?.retryAfter ?? 0) * 1000
  const count = () => {
    const seconds = Math.ceil((until - Date.now()) / 1000)
    again.hidden = seconds > 0
    reason.textContent = again.hidden ? t.pleaseWait(seconds) : ''
    if (again.hidden) setTimeout(count, 1000)
  }
  if (fault?.retryAfter) {
    // Not read out every second.
    reason.role = null
    count()
  }
  return h('p', { class: 'fault' }, reason, ' ', again)
}
