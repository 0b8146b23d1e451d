/** Turns the answers' light Markdown into DOM nodes: paragraphs, lists, bold, links. Everything else stays text. */
import { h } from './h.ts'

const ITEM = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/
const INLINE = new RegExp(
  [
    String.raw`\*\*(?<bold>[^*]+(?:\*[^*]+)*)\*\*`,
    String.raw`\[(?<label>[^\]\n]{1,300})\]\((?<target>[^)\s]{1,2000})\)`,
    String.raw`(?<address>https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]*])`,
    String.raw`(?<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})`,
    // A telephone number: + or 0, then at least six more digits with the usual separators; never inside a longer number.
    String.raw`(?<![\d.,:/-])(?<phone>(?:\+|0)\d(?:[ ()/-]{0,3}\d){6,14})(?![\d,:]|\.\d)`,
  ].join('|'),
  'g',
)

/** A link to another page opens in a new tab and tells it nothing; to a telephone or a mailbox it is a plain one; other schemes stay text. */
export function link(address: string, label: string): HTMLElement | string {
  const isPage = /^https?:/i.test(address)
  if (!isPage && !/^(mailto|tel):/.test(address)) return label
  return h('a', { href: address, target: isPage && '_blank', rel: isPage && 'noopener noreferrer' }, label)
}

/** The `tel:` address of a number as people write it. */
export const telephone = (number: string): string => 'tel:' + number.replace('(0)', '').replace(/[^\d+]/g, '')

/** One line of text with its bold parts and links. */
export function inline(text: string): (Node | string)[] {
  const nodes: (Node | string)[] = []
  let end = 0
  for (const match of text.matchAll(INLINE)) {
    const { bold, label, target, address, email, phone } = match.groups as Record<string, string | undefined>
    if (match.index > end) nodes.push(text.slice(end, match.index))
    end = match.index + match[0].length
    if (bold) nodes.push(h('strong', {}, ...inline(bold)))
    else if (label && target) nodes.push(link(target, label))
    else if (address) nodes.push(link(address, address))
    else if (email) nodes.push(link('mailto:' + email, email))
    else if (phone) nodes.push(link(telephone(phone), phone))
  }
  if (end < text.length) nodes.push(text.slice(end))
  return nodes
}

/** The blocks of a text. */
export function markdown(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment()
  let block = null as HTMLElement | null
  for (const line of text.split(/\r?\n/)) {
    const [, number, item] = ITEM.exec(line) ?? []
    if (item != null) {
      const tag = number ? 'ol' : 'ul'
      if (block?.localName !== tag) {
        block = h(tag, { start: number })
        fragment.append(block)
      }
      block.append(h('li', {}, ...inline(item)))
    } else if (!line.trim()) {
      // Items with empty lines between them are still one list.
      if (block?.localName === 'p') block = null
    } else {
      const content = inline(line.replace(/^#+ (.*)$/, '**$1**'))
      if (block?.localName === 'p') block.append(h('br'), ...content)
      else fragment.append((block = h('p', {}, ...content)))
    }
  }
  return fragment
}
