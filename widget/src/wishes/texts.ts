/** The texts of the wished times, in every language: fetched with them. */
import type { Language } from '../documents.graphql'

const de = {
  day: (number: number) => `${number}. Wunschtermin`,
  part: 'Tageszeit',
  DAY: 'Ganzer Tag',
  MORNING: 'Vormittags',
  AFTERNOON: 'Nachmittags',
  HOURS: 'Uhrzeit …',
  from: 'Von',
  until: 'Bis',
  another: 'Weiterer Wunschtermin',
}

export const TEXTS: Record<Language, typeof de> = {
  DE: de,
  EN: {
    day: (number) => `Preferred date ${number}`,
    part: 'Time of day',
    DAY: 'All day',
    MORNING: 'Morning',
    AFTERNOON: 'Afternoon',
    HOURS: 'Hours …',
    from: 'From',
    until: 'Until',
    another: 'Another date',
  },
  TR: {
    day: (number) => `${number}. tercih`,
    part: 'Günün saati',
    DAY: 'Tüm gün',
    MORNING: 'Öğleden önce',
    AFTERNOON: 'Öğleden sonra',
    HOURS: 'Saat …',
    from: 'Başlangıç',
    until: 'Bitiş',
    another: 'Başka bir tarih',
  },
  PL: {
    day: (number) => `${number}. termin`,
    part: 'Pora dnia',
    DAY: 'Cały dzień',
    MORNING: 'Przed południem',
    AFTERNOON: 'Po południu',
    HOURS: 'Godziny …',
    from: 'Od',
    until: 'Do',
    another: 'Kolejny termin',
  },
}
