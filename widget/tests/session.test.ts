/** Nothing is stored before it is needed, and nothing breaks where storage is forbidden. */
import { afterEach, expect, it, vi } from 'vitest'
import { createSession, type Memory } from '../src/session.ts'

const MEMORY: Memory = { conversationId: 'conversation_1', token: 'secret', language: 'TR', isOpen: true, draft: '', unsent: null }

afterEach(() => {
  vi.restoreAllMocks()
  sessionStorage.clear()
})

it('stores nothing before there is a conversation', () => {
  const session = createSession('ck_1')

  session.keep({ draft: 'Hallo', isOpen: true })

  expect(sessionStorage.length).toBe(0)
  expect(session.memory).toBeNull()
})

it('remembers a conversation on the next page, for its own key only', () => {
  createSession('ck_1').remember(MEMORY)
  createSession('ck_1').keep({ draft: 'Noch etwas' })

  expect(createSession('ck_1').memory).toEqual({ ...MEMORY, draft: 'Noch etwas' })
  expect(createSession('ck_2').memory).toBeNull()
})

it('lets the loader see that the panel was open', () => {
  createSession('ck_1').remember(MEMORY)

  expect(sessionStorage.getItem('carbot:ck_1')).toContain('"isOpen":true')
})

it('forgets', () => {
  const session = createSession('ck_1')
  session.remember(MEMORY)

  session.remember(null)

  expect(sessionStorage.length).toBe(0)
})

it.each(['not json', '{}', 'null', '[]', '{"isOpen":true}'])('takes %s for nothing', (content) => {
  sessionStorage.setItem('carbot:ck_1', content)

  expect(createSession('ck_1').memory).toBeNull()
})

it('goes on within the page where storage is forbidden', () => {
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const session = createSession('ck_1')

  session.remember(MEMORY)
  session.keep({ draft: 'a' })

  expect(session.memory).toEqual({ ...MEMORY, draft: 'a' })
})

it('opens the conversation of a link and takes its token out of the address', () => {
  location.hash = '#carbot=conversation_0192af.a-b_c'

  const { memory } = createSession('ck_1')

  expect(memory).toMatchObject({ conversationId: 'conversation_0192af', token: 'a-b_c', isOpen: true })
  expect(location.hash).toBe('')
  expect(createSession('ck_1').memory?.token).toBe('a-b_c')
})
