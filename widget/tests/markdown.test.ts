/** The answers' Markdown becomes harmless nodes. */
import { describe, expect, it } from 'vitest'
import { h } from '../src/h.ts'
import { markdown } from '../src/markdown.ts'

const html = (text: string): string => h('div', {}, markdown(text)).innerHTML

describe('blocks', () => {
  it('makes paragraphs, lists and bold text', () => {
    expect(html('Ein **Ölwechsel**:\n- Öl\n- **Filter**\n\nGern!')).toBe(
      '<p>Ein <strong>Ölwechsel</strong>:</p><ul><li>Öl</li><li><strong>Filter</strong></li></ul><p>Gern!</p>',
    )
  })

  it('keeps line breaks within a paragraph and numbers that go on', () => {
    expect(html('a\nb')).toBe('<p>a<br>b</p>')
    expect(html('2. zwei\n\n3. drei')).toBe('<ol start="2"><li>zwei</li><li>drei</li></ol>')
  })

  it('leaves an unfinished mark of a growing answer as text', () => {
    expect(html('Das **kost')).toBe('<p>Das **kost</p>')
  })
})

describe('links', () => {
  it('opens pages in a new tab that learns nothing', () => {
    expect(html('[hier](https://example.com/a)')).toBe('<p><a href="https://example.com/a" target="_blank" rel="noopener noreferrer">hier</a></p>')
  })

  it('ends an address before the punctuation of its sentence', () => {
    expect(html('Siehe https://example.com/a?b=1.')).toContain('href="https://example.com/a?b=1"')
  })

  it.each([
    ['0221 1234567', 'tel:02211234567'],
    ['+49 (0)221 / 123 45 67', 'tel:+492211234567'],
    ['+492211234567', 'tel:+492211234567'],
  ])('makes %s callable', (number, address) => {
    const element = h('div', {}, markdown(`Rufen Sie ${number} an.`))
    expect(element.querySelector('a')?.getAttribute('href')).toBe(address)
    expect(element.textContent).toBe(`Rufen Sie ${number} an.`)
  })

  it.each(['89–149 €', '1.234,56 €', 'am 01.12.2026', '08:00 bis 18:00 Uhr', '205/55 R16', '5W-30', '100.000 km', '2026-01-02', '0,05 Liter'])('does not call %s', (text) => {
    expect(html(text)).not.toContain('<a')
  })

  it('writes to mail addresses', () => {
    expect(html('info@werkstatt.example')).toBe('<p><a href="mailto:info@werkstatt.example">info@werkstatt.example</a></p>')
  })
})

describe('hostile text', () => {
  it.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '**<b onclick=alert(1)>x</b>**',
    '- <svg onload=alert(1)>',
    '[<img src=x>](https://example.com)',
  ])('shows %s as text', (text) => {
    const element = h('div', {}, markdown(text))
    expect(element.querySelector('img, script, svg, b')).toBeNull()
    expect(element.textContent).toContain('<')
  })

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x)',
    '[x](//evil.example)',
    '[x](/path)',
    '[x](\u0001javascript:alert(1))',
  ])('does not link %s', (text) => {
    expect(html(text)).not.toContain('<a')
  })

  it('is quick on text made to be slow', () => {
    const began = performance.now()
    for (const text of ['*'.repeat(4000), '['.repeat(4000), '0 '.repeat(4000), 'a@'.repeat(2000), 'https://' + '.'.repeat(4000)]) markdown(text)
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
