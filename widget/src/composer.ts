/** Where the visitor writes: Enter sends, Shift and Enter begin a new line. */
import { h, icon } from './h.ts'
import { SEND, STOP } from './icons.ts'
import { t } from './language.ts'

/** The longest message the API takes, in characters. */
const LONGEST = 2000
const COUNTS_FROM = 1800
const TALLEST = 132

/** What the composer asks for. */
export interface ComposerEvents {
  send(text: string): void
  stop(): void
  changed(draft: string): void
}

export function createComposer(events: ComposerEvents) {
  let isBusy = false
  const input = h('textarea', { rows: 1, enterkeyhint: 'send' })
  const button = h('button', { class: 'send' })
  const counter = h('p', { role: 'status' })
  const element = h('form', { class: 'composer' }, counter, h('div', { class: 'field' }, input, button))

  /** How many characters there are too many; below zero: how many are left. */
  const over = () => [...input.value.trim()].length - LONGEST

  function draw(): void {
    const count = over()
    input.placeholder = t.placeholder
    input.ariaLabel = t.placeholder
    counter.textContent = count > 0 ? t.tooLong(count) : count > COUNTS_FROM - LONGEST ? t.left(-count) : ''
    counter.className = count > 0 ? 'fault' : ''
    button.ariaLabel = isBusy ? t.stop : t.send
    button.ariaDisabled = String(!isBusy && (count > 0 || count === -LONGEST))
    button.replaceChildren(icon(isBusy ? STOP : SEND))
  }

  function write(text: string): void {
    input.value = text
    fit()
  }

  function fit(): void {
    input.style.height = 'auto'
    input.style.height = Math.min(input.scrollHeight, TALLEST) + 'px'
    draw()
  }

  function submit(event: Event): void {
    event.preventDefault()
    const text = input.value.trim()
    if (isBusy) {
      if (event.type === 'submit') events.stop()
    } else if (text && over() <= 0) {
      write('')
      events.send(text)
    }
  }

  input.oninput = () => {
    fit()
    events.changed(input.value)
  }
  input.onkeydown = (event) => {
    // While a word is being composed, Enter belongs to the input method.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event)
  }
  element.onsubmit = submit
  draw()

  return {
    element,
    input,
    draw,
    write,

    /** While an answer is being made the button stops it. */
    busy(busy: boolean): void {
      isBusy = busy
      draw()
    },
  }
}
