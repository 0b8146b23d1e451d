/** The framed form, inside the frame: the same app, told by the address what the loader knows. */
import css from './button.css?inline'
import framed from './frame.css?inline'
import type { Language } from './documents.graphql'
import { h, icon } from './h.ts'
import { MARK } from './icons.ts'
import type { AppModule, Keepsake, News } from './shell.ts'

declare const APP_FILES: Record<string, string>

const told = new URLSearchParams(location.hash.slice(1))
const language = told.get('language') ?? ''
const page = told.get('page') || document.referrer || location.href

/** Browsers that refuse storage to foreign frames: the page around remembers instead, and only that page is told. */
function borrowStorage(): void {
  const keep = (memory: string | null) => parent.postMessage({ carbot: { memory } satisfies Keepsake }, new URL(page).origin)
  const storage = { getItem: () => told.get('memory'), setItem: (_: string, value: string) => keep(value), removeItem: () => keep(null) }
  Object.defineProperty(window, 'sessionStorage', { value: storage })
}

try {
  void window.sessionStorage
} catch {
  borrowStorage()
}

// The app looks for the link of a mail where it finds it on a page.
if (told.get('link')) history.replaceState(null, '', told.get('link'))

const { mount } = (await import(/* @vite-ignore */ new URL(APP_FILES[language] ?? (APP_FILES.DE as string), import.meta.url).href)) as AppModule
const host = h('div')
const root = host.attachShadow({ mode: 'open' })
const sheet = new CSSStyleSheet()
sheet.replaceSync(css + framed)
root.adoptedStyleSheets = [sheet]
const frame = h('main', { class: 'frame framed' })
const button = h('button', {}, icon(MARK))
root.append(frame)
document.body.append(host)

const app = mount({
  clientKey: told.get('key') ?? '',
  origin: location.origin,
  language: language as Language,
  theme: told.get('theme') ?? '',
  phone: told.get('phone') ?? '',
  page,
  referrer: told.get('referrer') ?? '',
  frame,
  root,
  button,
  signal: new AbortController().signal,
})

let wasOpen = false

/** Tells what the button would show. The page around may be of any origin; nothing of this is private. */
function tell(): void {
  const news: News = {
    hasClosed: wasOpen && !app.isOpen,
    unread: button.dataset.unread ?? '',
    label: button.ariaDescription ?? '',
    accent: frame.style.getPropertyValue('--accent'),
    onAccent: frame.style.getPropertyValue('--on-accent'),
    isLeft: frame.classList.contains('left'),
    hasBegun: frame.classList.contains('begun'),
  }
  wasOpen = app.isOpen
  parent.postMessage({ carbot: news }, '*')
}

const watch = new MutationObserver(tell)
for (const node of [button, frame]) watch.observe(node, { attributes: true })
window.addEventListener('message', ({ source, data }: MessageEvent) => {
  if (source !== parent) return
  if (data?.carbot === 'open') app.open(true)
  else if (data?.carbot === 'close') {
    // Not news: the page around has closed it itself.
    wasOpen = false
    app.close()
  }
})
app.open(told.get('focus') === '1')
