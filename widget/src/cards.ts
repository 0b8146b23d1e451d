/** The way to a telephone call. */
import { h, icon } from './h.ts'
import { PHONE } from './icons.ts'
import { t } from './language.ts'
import { telephone } from './markdown.ts'

/** A large link that calls. */
export const callLink = (number: string): HTMLElement => h('a', { class: 'primary', href: telephone(number) }, icon(PHONE), `${t.call} ${number}`)
