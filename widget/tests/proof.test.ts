import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { solve } from '../src/proof.ts'

test.each([1, 8, 12])('a challenge is solved with %i zero bits', async (bits) => {
  const proof = await solve({ challenge: 'key.12.1.nonce.signature', bits })

  const hash = createHash('sha256').update(proof).digest()
  expect(proof).toMatch(/^key\.12\.1\.nonce\.signature\.\d+$/)
  expect(hash.readUInt32BE(0) >>> (32 - bits)).toBe(0)
})
