/** The chat behind the button: fetched by the loader, drawn into its shadow root. */
import { callLink } from './cards.ts'
import { createChat, type Line, type Prefill } from './chat.ts'
import { readableOn } from './colors.ts'
import { createComposer } from './composer.ts'
import { type Language, type TurnAction, WidgetSettings } from './documents.graphql'
import { h } from './h.ts'
import { CLOSE } from './icons.ts'
import { language, speak, t } from './language.ts'
import type { LeadForm } from './lead-form/lead-form.ts'
import { authorOf, type Card, createLog, dots } from './log.ts'
import { markdown } from './markdown.ts'
import css from './panel.css?inline'
import { createPanel } from './panel.ts'
import { createSession } from './session.ts'
import type { Settings } from './settings.ts'
import type { App, Shell } from './shell.ts'
import { sourceOf } from './source.ts'
import { createTransport, Refusal } from './transport.ts'

const isTouch = (): boolean => matchMedia('(pointer: coarse)').matches

/** Draws the closed panel and makes it ready to open. */
export function mount({ clientKey, origin, theme, page = location.href, referrer = document.referrer, frame, root, button, signal, position: side, ...shell }: Shell): App {
  const session = createSession(clientKey)
  const transport = createTransport(origin + '/graphql', clientKey, signal)
  // The language chosen on an earlier page; where its texts cannot be fetched, this page's language serves.
  const ready = session.memory && speak(session.memory.language).then(draw, () => undefined)
  let settings: Settings | null = null
  let known: Language | null = null
  let loading: Promise<void> | null = null
  let restoring: Promise<void> | null = null
  let isRestored = false
  let isOpen = false
  let unread = 0
  let leadForm: LeadForm | null = null
  let speaker: string | null = null
  let talking = () => ''
  let rating: Card | null = null
  let typed = 0
  /** Stands where somebody of the workshop is about to say something. */
  const hand: Line = { author: 'MEMBER', text: '', sentAt: '', state: 'writing' }

  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets.push(sheet)

  const log = createLog()
  const composer = createComposer({
    send: (text) => void chat.send(text),
    stop: () => void chat.stop().catch(report),
    changed(draft) {
      session.keep({ draft })
      chat.typing()
    },
  })
  const chat = createChat(transport, session, sourceOf(page, referrer), { show, remove: log.remove, answered, act, person: (name) => void take(name).catch(() => 0), typing, busy: composer.busy, expired })
  const panel = createPanel(
    { close, human, speak: change, ask, callBack: () => void openForm() },
    button.firstChild?.cloneNode(true),
    log.element,
    log.voice,
    composer.element,
  )
  frame.append(panel.element)
  log.show({ build: () => h('div', { class: 'line ASSISTANT' }, settings ? h('div', { class: 'bubble' }, settings.greeting) : dots()) })
  draw()

  function show(line: Line): void {
    if (line.author === 'MEMBER') log.remove(hand)
    log.show(line)
    frame.classList.add('begun')
  }

  function answered(line: Line): void {
    if (!isRestored) return
    log.voice.textContent = `${authorOf(line)}: ${markdown(line.text).textContent}`
    if (!isOpen) badge(unread + 1)
    if (line.author === 'ASSISTANT') askRating().catch(() => 0)
  }

  /** Below the newest answer, until it is answered. */
  async function askRating(): Promise<void> {
    const { ratingCard } = await talk()
    rating ??= ratingCard(transport, chat.within, log.show)
    log.remove(rating)
    log.show(rating)
  }

  async function take(name: string | null): Promise<void> {
    if (name === speaker) return
    speaker = name
    const { talkingTo } = await talk()
    talking = () => (speaker ? talkingTo(speaker) : '')
    draw()
    log.voice.textContent = talking()
  }

  function typing(): void {
    clearTimeout(typed)
    log.remove(hand)
    log.show(hand)
    typed = window.setTimeout(log.remove, 6000, hand)
  }

  function act(action: TurnAction, prefill: Prefill): void {
    if (action === 'LEAD_FORM') void openForm(prefill)
    else if (action === 'HANDOVER') void human()
    else showPerson(settings?.breakdownPhone ?? phone()).catch(report)
  }

  function expired(): void {
    log.show({ author: 'SYSTEM', text: t.expired, sentAt: '' })
  }

  const phone = (): string | null => settings?.phone || shell.phone || null

  function ask(text: string): void {
    // While an answer is being made, the question waits where it can be seen.
    if (chat.isBusy()) composer.write(text)
    else void chat.send(text)
  }

  /** What is fetched once there is a conversation. Raises Refusal. */
  const talk = () =>
    import('./talk/talk.ts').catch(() => {
      throw new Refusal('OFFLINE')
    })

  async function showPerson(number: string | null, promise?: string | null): Promise<void> {
    log.bring((await talk()).personCard(promise, number, openForm))
  }

  async function human(): Promise<void> {
    try {
      const promise = await (await talk()).askForPerson(transport, chat.within)
      chat.follow()
      await showPerson(phone(), promise)
    } catch (fault) {
      report(fault)
    }
  }

  async function openForm(prefill?: Prefill | Event): Promise<void> {
    const fetched = import('./lead-form/lead-form.ts').catch(() => null)
    await load()
    const module = await fetched
    if (!settings) return
    if (!module) return report(new Refusal('OFFLINE'))
    const consented = settings
    if (!leadForm || leadForm.isSent()) {
      const form = module.createLeadForm(root, {
        settings: () => settings ?? consented,
        changed: () => log.show(form),
        transport,
        within: chat.within,
      })
      leadForm = form
    }
    if (!(prefill instanceof Event)) leadForm.prefill(prefill ?? null)
    log.bring(leadForm)
    if (isOpen && !isTouch()) leadForm.focus()
  }

  /** Says what stands in the way, and the number to call instead. */
  function report(fault: unknown): void {
    const { code, retryAfter, message } = fault as Refusal
    const number = phone()
    panel.notify(
      retryAfter ? t.pleaseWait(retryAfter) : settings ? (code !== 'OFFLINE' && message) || t.failed : code === 'FORBIDDEN' ? t.forbidden : t.unreachable,
      number && callLink(number),
      !settings && h('button', { class: 'text', type: 'button', onclick: load }, t.retry),
    )
  }

  /** Reads the settings in the language on screen, if they are not there. */
  async function load(): Promise<void> {
    await (loading ??= read().catch(report).finally(() => (loading = null)))
  }

  async function read(): Promise<void> {
    await ready
    for (let asked = known; asked !== language; known = asked) {
      asked = language
      transport.language = asked.toLowerCase()
      const { widget } = await transport.run(WidgetSettings, { language: asked })
      if (!widget) throw new Refusal('INTERNAL')
      settings = widget
      // The wanted language is not offered.
      if (widget.language !== asked) await speak(widget.language)
      panel.notify()
      dress(widget)
      draw()
    }
  }

  async function restore(): Promise<void> {
    composer.write(composer.input.value || session.memory?.draft || '')
    await chat.refresh().catch(report)
    isRestored = true
    chat.follow(isOpen)
  }

  async function change(chosen: Language): Promise<void> {
    try {
      await speak(chosen)
      session.keep({ language: chosen })
      draw()
      await load()
    } catch {
      panel.notify(t.unreachable)
    }
    panel.focusLanguage()
  }

  function draw(): void {
    panel.draw(settings, talking())
    composer.draw()
    log.redraw()
  }

  /** Wears the workshop's colour, on its side of the page. */
  function dress({ accentColor, position }: Settings): void {
    frame.style.setProperty('--accent', accentColor)
    frame.style.setProperty('--on-accent', readableOn(accentColor))
    if (!side) frame.classList.toggle('left', position === 'BOTTOM_LEFT')
  }

  function badge(count: number): void {
    unread = count
    if (count) button.dataset.unread = String(count)
    else delete button.dataset.unread
    button.ariaDescription = count ? t.unread(count) : ''
  }

  function turn(open: boolean): void {
    isOpen = open
    panel.element.hidden = !open
    frame.classList.toggle('opened', open)
    button.ariaExpanded = String(open)
    mark.setAttribute('d', open ? CLOSE : closed)
    session.keep({ isOpen })
    badge(0)
    if (isRestored) chat.follow(open)
  }

  function open(takesFocus: boolean): void {
    turn(true)
    log.toEnd()
    if (takesFocus) (isTouch() ? panel.element : composer.input).focus({ preventScroll: true })
    void load()
    restoring ??= restore()
  }

  function close(): void {
    turn(false)
    button.focus({ preventScroll: true })
  }

  function connection(): void {
    panel.notify(!navigator.onLine && t.offline)
    if (isOpen && navigator.onLine) void load()
  }

  function visibility(): void {
    if (document.hidden) chat.disconnect()
    else void chat.refresh().catch(report).finally(chat.follow)
  }

  /** Keeps the panel of a phone above its keyboard. */
  function viewport(): void {
    const { height, offsetTop } = visualViewport as VisualViewport
    frame.style.setProperty('--height', height + 'px')
    frame.style.setProperty('--top', offsetTop + 'px')
    log.toEnd()
  }

  function shade(): void {
    frame.classList.toggle('dark', theme === 'dark' || (theme === 'auto' && dark.matches))
  }

  const mark = button.querySelector('path') as SVGPathElement
  const closed = mark.getAttribute('d') as string
  const dark = matchMedia('(prefers-color-scheme: dark)')
  shade()
  dark.addEventListener('change', shade, { signal })
  document.addEventListener('visibilitychange', visibility, { signal })
  visualViewport?.addEventListener('resize', viewport, { signal })
  addEventListener('online', connection, { signal })
  addEventListener('offline', connection, { signal })

  return {
    get isOpen() {
      return isOpen
    },
    open,
    close,
  }
}
