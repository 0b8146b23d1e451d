/**
 * The script a workshop embeds: draws the button and fetches the app when somebody reaches for it. Never throws on the host page.
 *
 * Its attributes: `data-client-key`; where wanted `data-language` (de, en, tr, pl), `data-position` (left, right), `data-theme` (auto, dark), `data-phone` (shown
 * when the API cannot be reached) and `data-mode="iframe"` (the chat in a frame of its own). `window.CarBot` opens, closes and destroys it.
 */
import css from './button.css?inline'
import { MARK } from './icons.ts'
import { h, icon } from './h.ts'
import type { App, AppModule, Shell } from './shell.ts'

declare const APP_FILES: Record<string, string>
declare const FRAME_FILE: string

/** What is said when the app cannot be fetched; the first word is the button's name. */
const TEXTS: Record<string, string> = {
  DE: 'Chat nicht erreichbar',
  EN: 'Chat unavailable',
  TR: 'Sohbet kullanılamıyor',
  PL: 'Czat niedostępny',
}

interface CarBot {
  open(): void
  close(): void
  destroy(): void
}

const page = window as Window & { CarBot?: CarBot | undefined }

function start(script: HTMLScriptElement): void {
  const { language: wanted, ...settings } = script.dataset
  const { clientKey = '', phone, position, mode } = settings
  const { origin } = new URL(script.src)
  const language = [wanted, document.documentElement.lang, ...navigator.languages].map((each) => (each || '').slice(0, 2).toUpperCase()).find((each) => TEXTS[each]) || 'DE'
  const unreachable = TEXTS[language] as string
  const end = new AbortController()
  const host = document.createElement('carbot-widget')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const button = h('button', { type: 'button', class: 'launch', 'aria-label': unreachable.split(' ')[0], 'aria-expanded': 'false' }, icon(MARK))
  const frame = h('aside', { class: position === 'left' ? 'frame left' : 'frame', 'aria-label': 'CarBot' }, button)
  const notice = h('p', { role: 'alert' }, unreachable, phone && h('a', { href: 'tel:' + phone.replace(/[^\d+]/g, '') }, ' ' + phone))
  root.append(frame)
  // The page's shortcuts are not meant for what is typed here.
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, (event) => event.stopPropagation())

  let app: App | undefined
  let loading: Promise<App | void> | undefined
  let attempts = 0
  const load = () =>
    (loading ??= import(/* @vite-ignore */ `${origin}/widget/${mode === 'iframe' ? FRAME_FILE : APP_FILES[language]}${attempts++ ? '?' + attempts : ''}`).then(
      ({ mount }: AppModule) => {
        if (!end.signal.aborted) app = mount({ ...settings, clientKey, origin, language: language as Shell['language'], frame, root, button, signal: end.signal })
        return app
      },
      () => (loading = undefined),
    ))
  const open = (takesFocus: boolean) =>
    load().then((loaded) => {
      notice.remove()
      if (loaded) loaded.open(takesFocus)
      else frame.append(notice)
    })
  // A finger, too, enters before it clicks.
  button.onpointerenter = button.onfocus = load
  button.onclick = () => (app?.isOpen ? app.close() : open(true))

  page.CarBot = {
    open: () => void open(true),
    close: () => app?.close(),
    destroy() {
      end.abort()
      host.remove()
      delete page.CarBot
    },
  }

  host.popover = 'manual'
  // Beside the body, which some sites replace when the visitor moves on.
  document.documentElement.append(host)
  host.showPopover?.()
  try {
    // The link of a mail, or a chat that was open on the page before.
    if (/^#carbot=|n":true/.test(location.hash + sessionStorage.getItem('carbot:' + clientKey))) void open(false)
  } catch {
    // Storage is forbidden here: nothing is remembered.
  }
}

try {
  const script = (document.currentScript || document.querySelector('script[data-client-key]')) as HTMLScriptElement | null
  if (script && !page.CarBot) start(script)
} catch {
  // A browser too old for the chat keeps its page as it is.
}
