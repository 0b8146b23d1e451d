/** How the widget looks and what it says first. */
import { graphql } from "../../shared/graphql";

export const WidgetSettingsQuery = graphql(`
  query WidgetSettings {
    widgetSettings {
      id
      accentColor
      position
      greetings { language text }
    }
  }
`);

export const WidgetUpdateMutation = graphql(`
  mutation WidgetUpdate($input: WidgetUpdateInput!) {
    widgetUpdate(input: $input) {
      widgetSettings { id accentColor position greetings { language text } }
      errors { code message path }
    }
  }
`);
