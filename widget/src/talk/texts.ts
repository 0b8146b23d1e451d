/** The texts of what is fetched with the first message, in every language. */
import type { Language } from '../documents.graphql'

const de = {
  question: 'War das hilfreich?',
  UP: 'Hilfreich',
  DOWN: 'Nicht hilfreich',
  thanks: 'Danke für Ihre Rückmeldung.',
  why: 'Möchten Sie uns sagen, warum?',
  breakdown: 'Am schnellsten hilft ein Anruf.',
  handover: 'Die Werkstatt ist informiert.',
  handoverForm: 'Rückruf anfordern',
  talking: (name: string) => `Sie sprechen jetzt mit ${name}.`,
}

export const TEXTS: Record<Language, typeof de> = {
  DE: de,
  EN: {
    question: 'Was this helpful?',
    UP: 'Helpful',
    DOWN: 'Not helpful',
    thanks: 'Thank you for your feedback.',
    why: 'Would you like to tell us why?',
    breakdown: 'A phone call is the fastest help now.',
    handover: 'We have told the workshop.',
    handoverForm: 'Ask to be called back',
    talking: (name) => `You are now talking to ${name}.`,
  },
  TR: {
    question: 'Yardımcı oldu mu?',
    UP: 'Yardımcı oldu',
    DOWN: 'Yardımcı olmadı',
    thanks: 'Geri bildiriminiz için teşekkürler.',
    why: 'Nedenini bize söylemek ister misiniz?',
    breakdown: 'En hızlı yardım bir telefon görüşmesidir.',
    handover: 'Servise haber verdik.',
    handoverForm: 'Geri aranma isteyin',
    talking: (name) => `Şimdi ${name} ile görüşüyorsunuz.`,
  },
  PL: {
    question: 'Czy to było pomocne?',
    UP: 'Pomocne',
    DOWN: 'Niepomocne',
    thanks: 'Dziękujemy za opinię.',
    why: 'Chcą Państwo napisać dlaczego?',
    breakdown: 'Najszybciej pomoże rozmowa telefoniczna.',
    handover: 'Warsztat otrzymał wiadomość.',
    handoverForm: 'Zamów rozmowę telefoniczną',
    talking: (name) => `Rozmawiają Państwo teraz z: ${name}.`,
  },
}
