/** Pieces of an answer find their place. */
import { expect, it } from 'vitest'
import { patched } from '../src/progress.ts'

it('appends at the end', () => {
  expect(patched('Guten ', 6, 'Tag')).toBe('Guten Tag')
})

it('replaces from the offset on', () => {
  expect(patched('Das kostet 99 €', 4, 'sagen wir Ihnen gern.')).toBe('Das sagen wir Ihnen gern.')
  expect(patched('abc', 0, '')).toBe('')
})

it('takes a piece twice without doubling it', () => {
  expect(patched(patched('ab', 2, 'cd') as string, 2, 'cd')).toBe('abcd')
})

it('notices a missed piece', () => {
  expect(patched('ab', 3, 'd')).toBeNull()
})

it('counts UTF-16 code units', () => {
  expect(patched('🚗 ab', 5, 'c')).toBe('🚗 abc')
  expect(patched('🚗', 3, 'x')).toBeNull()
})
