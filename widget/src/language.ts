/** The language on screen. Each build of the app carries one; the others are fetched when chosen. */
import { texts } from '#language'
import type { Language } from './documents.graphql'
import type { Texts } from './languages/de.ts'

declare const LANGUAGE: Language
declare const LANGUAGE_FILES: Record<Language, string>

/** The languages' own names. */
export const NAMES: Record<Language, string> = { DE: 'Deutsch', EN: 'English', TR: 'Türkçe', PL: 'Polski' }

/** The texts on screen. */
export let t: Texts = texts
/** Their language. */
export let language: Language = LANGUAGE

/** Changes the language on screen; what is drawn must be drawn anew. Raises where the texts cannot be fetched. */
export async function speak(chosen: Language): Promise<void> {
  if (chosen === language || !(chosen in NAMES)) return
  const { texts: fetched } = (await import(LANGUAGE_FILES[chosen])) as { texts: Texts }
  t = fetched
  language = chosen
}
