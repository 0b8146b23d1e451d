/** The form for an enquiry, fetched when it is wanted: nothing of it leaves the browser before the visitor has agreed. */
import type { Prefill, Within } from '../chat.ts'
import { type LeadKind, WidgetLeadSubmit } from '../documents.graphql'
import { type Attributes, h, icon } from '../h.ts'
import { language, t } from '../language.ts'
import { inline, link } from '../markdown.ts'
import type { Settings } from '../settings.ts'
import { accept, type InputFault, randomKey, type Refusal, type Transport } from '../transport.ts'
import css from './lead-form.css?inline'
import type { Wishes } from '../wishes/wishes.ts'
import { TEXTS } from './texts.ts'

const CHECK = 'm5 12 5 5 9-10'

type Field = 'name' | 'phone' | 'email' | 'wish' | 'preferredTime'
type Faults = Partial<Record<Field | 'wishedTimes' | 'consent' | 'form', string>>

/** What the form needs from around it. `changed` draws the form anew. */
export interface LeadFormEvents {
  settings(): Settings
  transport: Transport
  within: Within
  changed(): void
}

export type LeadForm = ReturnType<typeof createLeadForm>

const texts = () => TEXTS[language]

/** An empty form, to be drawn into `root`. */
export function createLeadForm(root: ShadowRoot, events: LeadFormEvents) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets.push(sheet)

  /** Typed text lives here, so that it survives every drawing. */
  const values: Record<Field, string> = { name: '', phone: '', email: '', wish: '', preferredTime: '' }
  let kind: LeadKind = 'CALLBACK'
  let isAgreed = false
  let isSending = false
  let isSent = false
  let faults: Faults = {}
  let key = randomKey()
  let element: HTMLElement
  let promise = ''
  let refused: InputFault[] = []
  let wishes: Wishes | null = null
  const place = h('div')
  /** Nobody sees it: whatever fills it in is a program. */
  const trap = h('input', { name: 'website', class: 'trap', tabindex: -1, autocomplete: 'off', 'aria-hidden': 'true' })

  /** Listens to a control; other content under the same key would be refused. */
  const edits = (change: (input: HTMLInputElement) => void) => ({ target }: { target: HTMLInputElement }) => {
    key = randomKey()
    change(target)
  }

  const fault = (name: keyof Faults) => faults[name] && h('p', { class: 'fault', id: name + '-fault' }, faults[name])
  const invalid = (name: keyof Faults): Attributes => (faults[name] ? { 'aria-invalid': 'true', 'aria-describedby': name + '-fault' } : {})

  function field(name: Field, label: string, attributes: Attributes, hint?: string): HTMLElement {
    const input = h(name === 'wish' ? 'textarea' : 'input', { name, ...attributes, ...invalid(name), oninput: edits(({ value }) => (values[name] = value)) })
    input.value = values[name]
    return h('div', {}, h('label', {}, label, hint && h('small', {}, hint), input), fault(name))
  }

  function draw(faulty: Faults): void {
    faults = faulty
    events.changed()
  }

  /** An appointment may be wished for certain times; without what is fetched for that, words do. */
  async function choose(chosen: LeadKind): Promise<void> {
    kind = chosen
    wishes ??= await import('../wishes/wishes.ts').then(({ createWishes }) => createWishes(root, place, () => (key = randomKey())), () => null)
    wish()
  }

  const wish = () => wishes?.show(kind === 'APPOINTMENT', refused)

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const typed = Object.fromEntries(Object.entries(values).map(([each, value]) => [each, value.trim() || null])) as Record<Field, string | null>
    const { name, phone, email } = typed
    const missing: Faults = {
      ...(!name && { name: texts().nameMissing }),
      ...(!phone && !email && { phone: texts().contactMissing }),
      ...(!isAgreed && { consent: texts().consentMissing }),
    }
    if (isSending) return
    draw(missing)
    if (name && !Object.keys(missing).length) {
      const { version, language } = events.settings().consent
      isSending = true
      refused = []
      draw({})
      try {
        const details = { ...typed, name, kind, wishedTimes: wishes?.read() ?? [], website: trap.value, consent: { isGiven: true, textVersion: version, language } }
        const { promise: said } = await events.within(async (conversationId) =>
          accept((await events.transport.run(WidgetLeadSubmit, { input: { conversationId, ...details }, idempotencyKey: key })).leadSubmit),
        )
        promise = said ?? ''
        isSent = true
      } catch (refusal) {
        key = (refusal as Refusal).errors.length ? randomKey() : key
        refused = (refusal as Refusal).errors
        Object.assign(missing, placed(refusal as Refusal))
      }
      isSending = false
      draw(missing)
    }
    focus()
  }

  function thanks(): HTMLElement {
    const { name, email } = values
    return h(
      'div',
      { class: 'card thanks', tabindex: -1 },
      icon(CHECK),
      h('h3', {}, texts().thanks(name)),
      `${texts().next(events.settings().workshopName)} ${promise}`,
      email && h('p', {}, texts().confirmation(email)),
    )
  }

  function form(): HTMLElement {
    const { consent, privacyPolicyUrl } = events.settings()
    wish()
    const kinds: LeadKind[] = ['CALLBACK', 'APPOINTMENT', 'QUESTION']
    return h(
      'form',
      { class: 'card', novalidate: true, 'aria-label': texts().leadTitle, onsubmit: submit },
      h('h3', {}, texts().leadTitle),
      h(
        'fieldset',
        { 'aria-label': texts().leadKind },
        ...kinds.map((each) => h('label', {}, h('input', { type: 'radio', name: 'kind', value: each, checked: each === kind, onchange: edits(() => void choose(each)) }), h('span', {}, texts()[each]))),
      ),
      field('name', texts().name, { autocomplete: 'name' }),
      field('phone', texts().phone, { type: 'tel', autocomplete: 'tel' }, texts().contactHint),
      field('email', texts().email, { type: 'email', autocomplete: 'email' }),
      field('wish', texts().wish, { rows: 2 }, texts().optional),
      place,
      field('preferredTime', texts().time, { placeholder: texts().timeExample }, texts().optional),
      h(
        'label',
        { class: 'consent' },
        h('input', { type: 'checkbox', name: 'consent', checked: isAgreed, ...invalid('consent'), onchange: edits(({ checked }) => (isAgreed = checked)) }),
        h('span', {}, ...inline(consent.text), ...(privacyPolicyUrl && !consent.text.includes(privacyPolicyUrl) ? [' ', link(privacyPolicyUrl, texts().privacy)] : [])),
      ),
      trap,
      fault('consent'),
      fault('form'),
      h('button', { class: 'primary' }, isSending ? t.sending : texts().submit),
    )
  }

  /** Puts the cursor into the first field that needs something. */
  function focus(): void {
    const field = isSent ? element : (element.querySelector<HTMLElement>('[aria-invalid]') ?? element.querySelector<HTMLElement>('[name=name]'))
    field?.focus()
  }

  return {
    build: (): HTMLElement => (element = isSent ? thanks() : form()),
    focus,
    isSent: (): boolean => isSent,

    /** Fills in what the chat already knows, where the visitor has not written. */
    prefill(known: Prefill): void {
      for (const [name, value] of Object.entries(known ?? {})) values[name as Field] ||= value ?? ''
    },
  }
}

const FIELDS = /^(name|phone|email|wish|preferredTime|wishedTimes|consent)$/

/** The message for each field; what names none belongs to the whole form. */
export function placed({ errors, code, retryAfter, message }: Refusal): Faults {
  if (!errors.length) return { form: retryAfter ? t.pleaseWait(retryAfter) : (code !== 'OFFLINE' && message) || t.failed }
  return Object.fromEntries(errors.map((fault) => [fault.path.find((part) => FIELDS.test(part)) ?? 'form', fault.message]))
}
