/** The times a visitor would like to come, fetched when an appointment is wanted: a day, and the part of it that suits. */
import type { WishedTimeInput } from '../documents.graphql'
import { h } from '../h.ts'
import { language } from '../language.ts'
import type { InputFault } from '../transport.ts'
import { TEXTS } from './texts.ts'
import css from './wishes.css?inline'

const MOST = 3
const DAYS_AHEAD = 366
/** What the parts of a day mean; HOURS are the visitor's own. */
const PARTS = { DAY: ['', ''], MORNING: ['08:00', '12:00'], AFTERNOON: ['12:00', '18:00'], HOURS: null } as const

type Part = keyof typeof PARTS

interface Wish {
  date: string
  part: Part
  from: string
  until: string
  fault?: string | undefined
}

export type Wishes = ReturnType<typeof createWishes>

/** The calendar day so many days from now, where the visitor is. */
const inDays = (count: number): string => new Date(Date.now() + count * 86_400_000).toLocaleDateString('sv')

/** No wish yet, to be drawn into `place`; `edited` hears of every change. */
export function createWishes(root: ShadowRoot, place: HTMLElement, edited: () => void) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets.push(sheet)
  place.className = 'wishes'

  /** What was chosen lives here, so that it survives every drawing. */
  const wishes: Wish[] = []
  let isShown = false

  const texts = () => TEXTS[language]
  const dated = () => wishes.filter(({ date }) => isShown && date)

  function add(): void {
    wishes.push({ date: '', part: 'DAY', from: '', until: '' })
    draw()
  }

  function input(wish: Wish, name: 'date' | 'from' | 'until', label: string): HTMLElement {
    const isDay = name === 'date'
    const field = h('input', {
      type: isDay ? 'date' : 'time',
      ...(isDay && { min: inDays(0), max: inDays(DAYS_AHEAD), 'aria-invalid': wish.fault && 'true', 'aria-describedby': wish.fault && faultOf(wish) }),
      onchange: () => {
        wish[name] = field.value
        edited()
      },
    })
    field.value = wish[name]
    return h('label', {}, label, field)
  }

  const faultOf = (wish: Wish): string => `wish-${wishes.indexOf(wish)}-fault`

  function row(wish: Wish, index: number): HTMLElement {
    const { day, part, from, until } = texts()
    const choose = ({ target }: { target: HTMLSelectElement }) => {
      wish.part = target.value as Part
      edited()
      draw()
      place.querySelectorAll('select')[index]?.focus()
    }
    return h(
      'div',
      { class: 'wish', role: 'group', 'aria-label': day(index + 1) },
      input(wish, 'date', day(index + 1)),
      h('select', { 'aria-label': part, onchange: choose }, ...Object.keys(PARTS).map((each) => h('option', { value: each, selected: each === wish.part }, texts()[each as Part]))),
      ...(PARTS[wish.part] ? [] : [input(wish, 'from', from), input(wish, 'until', until)]),
      wish.fault && h('p', { class: 'fault', id: faultOf(wish) }, wish.fault),
    )
  }

  function draw(): void {
    const another = () => {
      add()
      place.querySelector<HTMLElement>('.wish:nth-last-of-type(1) input')?.focus()
    }
    place.replaceChildren(...(isShown ? [...wishes.map(row), ...(wishes.length < MOST ? [h('button', { class: 'text', type: 'button', onclick: another }, texts().another)] : [])] : []))
  }

  return {
    /** Draws the wishes with what was refused, or hides them. */
    show(wanted: boolean, refused: InputFault[]): void {
      for (const wish of wishes) wish.fault = undefined
      isShown = wanted
      for (const { path, message } of refused) {
        const wish = path[1] === 'wishedTimes' && dated()[Number(path[2])]
        if (wish) wish.fault = message
      }
      if (wishes.length) draw()
      else add()
    },

    /** What was wished so far. */
    read: (): WishedTimeInput[] =>
      dated().map(({ date, part, from, until }) => {
        const [startsAt, endsAt] = PARTS[part] ?? [from, until]
        return { date, startsAt: startsAt || null, endsAt: endsAt || null }
      }),
  }
}
