/** Where a conversation comes from. */
import type { SourceInput } from './documents.graphql'

/** The page without its hash and without its query, except where a campaign is named; the page before it; the campaign. */
export function sourceOf(page: string, referrer: string): SourceInput {
  const address = new URL(page)
  const utm = [...address.searchParams].filter(([name]) => name.startsWith('utm_'))
  const campaign = address.searchParams.get('utm_campaign') || address.searchParams.get('utm_source')
  const query = new URLSearchParams(utm).toString()
  return {
    surface: 'WIDGET',
    page: address.origin + address.pathname + (query && '?' + query),
    referrer: referrer || null,
    campaign,
  }
}
