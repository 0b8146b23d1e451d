/** Reads a text/event-stream. */

/** Hands each event to `onEvent`; takes the text in any pieces, with LF, CR or CRLF. Comments (pings) pass silently. */
export function eventParser(onEvent: (name: string, text: string) => void): (piece: string) => void {
  let rest = ''
  let name = ''
  let lines: string[] = []
  return (piece) => {
    // A CR at the very end may be the first half of a CRLF.
    const whole = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = whole.pop() as string
    for (const line of whole) {
      const [, field, value = ''] = /^(\w*)(?:: ?(.*))?$/s.exec(line) ?? []
      if (field === 'event') name = value
      else if (field === 'data') lines.push(value)
      else if (!line) {
        if (name || lines.length) onEvent(name || 'message', lines.join('\n'))
        name = ''
        lines = []
      }
    }
  }
}
