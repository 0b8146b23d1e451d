/** Cards that lead to a person: a telephone call, or word to the workshop. */
import { h, icon } from './h.ts'
import { PHONE } from './icons.ts'
import { t } from './language.ts'
import type { Card } from './log.ts'
import { telephone } from './markdown.ts'

/** A large link that calls. */
export const callLink = (number: string): HTMLElement => h('a', { class: 'primary', href: telephone(number) }, icon(PHONE), `${t.call} ${number}`)

/** Says something, with the number to call and the way to the form. */
export const personCard = (says: () => string, number: string | null, openForm: () => void): Card => ({
  build: () => h('div', { class: 'card' }, says(), number && callLink(number), h('button', { class: 'secondary', type: 'button', onclick: openForm }, t.handoverForm)),
})
