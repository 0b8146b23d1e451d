/** The workshop's settings for its widget. */
import type { WidgetSettingsResult } from './documents.graphql'

/** What the API says before anything is typed, in the language on screen. */
export type Settings = NonNullable<WidgetSettingsResult['widget']>
