/** A stream is read the same however it is cut. */
import { describe, expect, it } from 'vitest'
import { eventParser } from '../src/talk/sse.ts'

const STREAM = ':\n\nevent: next\ndata: {"a":"ä €"}\n\n:\n\nevent: next\ndata:{"b":\ndata: 2}\n\nevent: complete\ndata:\n\n'
const EVENTS = [
  ['next', '{"a":"ä €"}'],
  ['next', '{"b":\n2}'],
  ['complete', ''],
]

function read(pieces: string[]): string[][] {
  const events: string[][] = []
  const parse = eventParser((name, text) => events.push([name, text]))
  for (const piece of pieces) parse(piece)
  return events
}

describe.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('with %s', (_, end) => {
  const stream = STREAM.replaceAll('\n', end)

  it('reads events and passes over pings', () => {
    // A last CR waits for what may be its LF.
    expect(read([stream, ':'])).toEqual(EVENTS)
  })

  it('stands a cut at every place', () => {
    for (let at = 1; at < stream.length; at++) expect(read([stream.slice(0, at), stream.slice(at), ':'])).toEqual(EVENTS)
  })

  it('stands pieces of one character', () => {
    expect(read([...stream, ':'])).toEqual(EVENTS)
  })
})

it('gives nothing before an event is whole', () => {
  expect(read(['event: next\ndata: 1\n'])).toEqual([])
})
