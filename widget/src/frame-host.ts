/** The framed form, on the workshop's page: shows the panel's frame and passes on what it tells. */
import css from './frame-host.css?inline'
import { h } from './h.ts'
import type { App, Keepsake, News, Shell } from './shell.ts'

/** Draws the closed frame; its content is fetched when it is first opened. */
export function mount({ button, frame, root, signal, origin, clientKey, position, language, theme = '', phone = '' }: Shell): App {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets.push(sheet)
  const key = 'carbot:' + clientKey
  let isOpen = false
  let hasBegun = false
  let inner: HTMLIFrameElement | null = null

  const say = (order: string) => inner?.contentWindow?.postMessage({ carbot: order }, origin)

  function turn(open: boolean): void {
    isOpen = open
    frame.classList.toggle('opened', open)
    button.ariaExpanded = String(open)
    if (inner) inner.hidden = !open
    remember()
  }

  /** From the first message on, the next page opens the chat again. */
  function remember(): void {
    if (hasBegun) store(JSON.stringify({ ...JSON.parse(stored() ?? '{}'), isOpen }))
  }

  function stored(): string | null {
    try {
      return sessionStorage.getItem(key)
    } catch {
      return null
    }
  }

  function store(memory: string | null): void {
    try {
      if (memory) sessionStorage.setItem(key, memory)
      else sessionStorage.removeItem(key)
    } catch {
      // Storage is forbidden here: the next page begins closed.
    }
  }

  /** The link of a mail, which the framed app opens; its token is not for the address bar. */
  function linked(): string {
    const { hash, pathname, search } = location
    if (!hash.startsWith('#carbot=')) return ''
    history.replaceState(history.state, '', pathname + search)
    return hash
  }

  function hear({ source, data }: MessageEvent): void {
    if (!inner || source !== inner.contentWindow || !data?.carbot) return
    if ('memory' in data.carbot) return store((data.carbot as Keepsake).memory)
    const news = data.carbot as News
    if (news.unread) button.dataset.unread = news.unread
    else delete button.dataset.unread
    button.ariaDescription = news.label
    if (news.accent) {
      frame.style.setProperty('--accent', news.accent)
      frame.style.setProperty('--on-accent', news.onAccent)
      if (!position) frame.classList.toggle('left', news.isLeft)
    }
    if (news.hasBegun && !hasBegun) {
      hasBegun = true
      remember()
    }
    if (isOpen && news.hasClosed) {
      turn(false)
      button.focus({ preventScroll: true })
    }
  }

  window.addEventListener('message', hear, { signal })

  return {
    get isOpen() {
      return isOpen
    },
    open(takesFocus) {
      if (inner) say('open')
      else {
        const known = { key: clientKey, language, page: location.href, referrer: document.referrer, theme, phone, memory: stored() ?? '', focus: takesFocus ? '1' : '', link: linked() }
        inner = h('iframe', { title: 'CarBot', src: `${origin}/widget/frame?key=${encodeURIComponent(clientKey)}#${new URLSearchParams(known)}` })
        frame.append(inner)
      }
      turn(true)
      if (takesFocus) inner.focus()
    },
    close() {
      say('close')
      turn(false)
    },
  }
}
