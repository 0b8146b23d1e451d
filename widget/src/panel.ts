/** The panel around the chat: who speaks, in which language, and the ways out of it. */
import type { Language } from './documents.graphql'
import { type Child, h, icon, present } from './h.ts'
import { CLOSE, PERSON, SPARK } from './icons.ts'
import { language, NAMES, t } from './language.ts'
import type { Settings } from './settings.ts'

/** What the panel's controls ask for. */
export interface PanelEvents {
  close(): void
  human(): void
  speak(language: Language): void
  ask(question: string): void
  callBack(): void
}

export function createPanel({ close, human, speak, ask, callBack }: PanelEvents, mark: Node | undefined, ...parts: [log: HTMLElement, voice: HTMLElement, composer: HTMLElement]) {
  const head = h('header')
  const disclosure = h('div', { class: 'disclosure' })
  const notice = h('div', { class: 'notice', role: 'status' })
  const replies = h('div', { class: 'replies' })
  const [log, voice, composer] = parts
  const element = h('section', { class: 'panel', role: 'dialog', tabindex: -1, hidden: true }, head, disclosure, log, voice, notice, replies, composer)
  element.onkeydown = ({ key }) => {
    if (key === 'Escape') close()
  }

  const reply = (label: string, onclick: () => void, ...content: Child[]) => h('button', { class: 'reply', type: 'button', onclick }, h('span', {}, ...content, label))

  return {
    element,

    /** Draws everything that speaks anew. */
    draw(settings: Settings | null, talking: string): void {
      const name = settings?.workshopName ?? t.title
      element.ariaLabel = name
      element.lang = language
      head.replaceChildren(
        ...present([
          h('span', { class: 'mark' }, settings?.avatarPath ? icon(settings.avatarPath) : settings?.avatarText || mark),
          h('div', {}, h('h2', {}, name), settings && h('p', { class: settings.isOpenNow ? 'open' : 'shut' }, settings.isOpenNow ? t.openNow : t.closedNow)),
          h(
            'label',
            {},
            h('b', { 'aria-hidden': 'true' }, language),
            h(
              'select',
              { 'aria-label': t.language, onchange: ({ target }: { target: HTMLSelectElement }) => speak(target.value as Language) },
              ...(settings?.languages ?? [language]).map((each) => h('option', { value: each, selected: each === language, lang: each }, NAMES[each])),
            ),
          ),
          h('button', { type: 'button', 'aria-label': t.closeChat, onclick: close }, icon(CLOSE)),
        ]),
      )
      disclosure.replaceChildren(icon(SPARK), h('p', {}, talking || (settings?.disclosure ?? t.disclosure)), reply(t.human, human, icon(PERSON)))
      replies.replaceChildren(
        ...(settings?.quickReplies ?? []).map((each) => reply(each, () => ask(each))),
        reply(t.callBack, callBack),
        reply(t.human, human),
      )
    },

    /** Shows a notice above the composer; without content there is none. */
    notify(...content: Child[]): void {
      notice.replaceChildren(...present(content))
    },

    /** Moves the focus to the language switch, which drawing has replaced. */
    focusLanguage(): void {
      head.querySelector('select')?.focus()
    },
  }
}
