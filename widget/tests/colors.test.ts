/** Every accent colour carries readable text. */
import { expect, it } from 'vitest'
import { luminance, readableOn } from '../src/colors.ts'

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

it('knows the ends of the scale', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})

it('reaches 4.5 : 1 on colours from the whole cube', () => {
  for (let red = 0; red < 256; red += 15)
    for (let green = 0; green < 256; green += 15)
      for (let blue = 0; blue < 256; blue += 15) {
        const color = '#' + [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')
        expect(contrast(color, readableOn(color)), color).toBeGreaterThanOrEqual(4.5)
      }
})
