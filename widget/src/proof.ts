/** Solves a challenge of the API: a number behind it whose SHA-256 begins with enough zero bits. Fetched when it is asked for. */

/** What the API asks for: how many zero bits. */
export interface Challenge {
  challenge: string
  bits: number
}

const BATCH = 64

/** Works in small slices, so that the page stays quick; the challenge with its number. */
export async function solve({ challenge, bits }: Challenge): Promise<string> {
  const encoder = new TextEncoder()
  for (let number = 0; ; number += BATCH) {
    const tries = Array.from({ length: BATCH }, (_, offset) => `${challenge}.${number + offset}`)
    const hashes = await Promise.all(tries.map((each) => crypto.subtle.digest('SHA-256', encoder.encode(each))))
    const found = hashes.findIndex((hash) => new DataView(hash).getUint32(0) >>> (32 - bits) === 0)
    if (found >= 0) return tries[found]!
    // Lets the page draw and answer in between.
    if (number % 1024 === 0) await new Promise((resolve) => setTimeout(resolve))
  }
}
