/** What the loader and the app know of each other. */
import type { Language } from './documents.graphql'

/** What the loader hands to the app. */
export interface Shell {
  clientKey: string
  /** Where the API and the widget's files are. */
  origin: string
  language: Language
  /** `auto` follows the system, `dark` is always dark; else light. */
  theme?: string
  /** A telephone number to show when the API cannot be reached. */
  phone?: string
  /** `left` or `right` where the host page chose the side itself. */
  position?: string
  /** The visitor's page and the page before it, where they are not this document's. */
  page?: string
  referrer?: string
  /** Everything drawn lies in here. */
  frame: HTMLElement
  root: ShadowRoot
  /** Opens and closes; its attributes tell whether the panel is open and what is unread. */
  button: HTMLButtonElement
  /** Ends every listener and request. */
  signal: AbortSignal
}

/** What the app offers to the loader. */
export interface App {
  readonly isOpen: boolean
  open(takesFocus: boolean): void
  close(): void
}

/** The one export of an app file. */
export interface AppModule {
  mount(shell: Shell): App
}

/** What the framed app tells the page around it. */
export interface News {
  /** The visitor has just closed the panel in the frame. */
  hasClosed: boolean
  unread: string
  label: string
  accent: string
  onAccent: string
  isLeft: boolean
  hasBegun: boolean
}

/** What a frame without storage of its own asks the page around it to remember; null forgets it. */
export interface Keepsake {
  memory: string | null
}
