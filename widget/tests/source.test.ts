/** A conversation's source tells the page and the campaign, and nothing else of the address. */
import { expect, it } from 'vitest'
import { sourceOf } from '../src/source.ts'

it('keeps of the query only what names a campaign', () => {
  expect(sourceOf('https://werkstatt.example/preise?utm_source=google&utm_campaign=herbst&email=ada%40example.com#token', 'https://google.example/')).toEqual({
    surface: 'WIDGET',
    page: 'https://werkstatt.example/preise?utm_source=google&utm_campaign=herbst',
    referrer: 'https://google.example/',
    campaign: 'herbst',
  })
})

it('falls back to the source, and to nothing', () => {
  expect(sourceOf('https://werkstatt.example/?utm_source=flyer', '').campaign).toBe('flyer')
  expect(sourceOf('https://werkstatt.example/?q=1', '')).toEqual({ surface: 'WIDGET', page: 'https://werkstatt.example/', referrer: null, campaign: null })
})
