/** What survives the host's page changes, in the tab's sessionStorage; nothing is written before the first message. */
import type { Language } from './documents.graphql'
import { language } from './language.ts'

/** What is remembered of one conversation. `unsent` is a message whose sending nobody has confirmed. */
export interface Memory {
  conversationId: string
  token: string
  language: Language
  isOpen: boolean
  draft?: string
  unsent?: { text: string; key: string } | null
}

export type Session = ReturnType<typeof createSession>

/**
 * The memory of one client key; the loader, too, looks under this storage key whether the panel was open. A browser that forbids storage makes it forget
 * at the next page, nothing else.
 */
export function createSession(clientKey: string) {
  const key = 'carbot:' + clientKey
  const session = {
    memory: null as Memory | null,

    /** Changes what is remembered; before there is something to remember it does nothing. */
    keep(changes: Partial<Memory>): void {
      if (session.memory) session.remember({ ...session.memory, ...changes })
    },

    /** Remembers a conversation; null forgets it. */
    remember(memory: Memory | null): void {
      session.memory = memory
      try {
        if (memory) sessionStorage.setItem(key, JSON.stringify(memory))
        else sessionStorage.removeItem(key)
      } catch {
        // Forbidden or full: the chat goes on within this page.
      }
    },
  }
  const [link, conversationId, token] = /^#carbot=(\w+)\.(.+)/.exec(location.hash) ?? []
  try {
    if (link) {
      // A link of a mail; its token is not for the address bar.
      session.remember({ conversationId: conversationId!, token: token!, language, isOpen: true })
      history.replaceState(history.state, '', location.href.split('#')[0])
    }
    const memory = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Memory | null
    if (memory?.conversationId && memory.token) session.memory = memory
  } catch {
    // Forbidden or foreign content: as if there were none.
  }
  return session
}
