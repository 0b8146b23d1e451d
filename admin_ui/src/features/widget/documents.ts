/** How the widget looks and what it says first. */
import { graphql } from "../../shared/graphql";

export const WidgetSettingsQuery = graphql(`
  query WidgetSettings {
    widgetSettings {
      id
      accentColor
      logo { id url }
      position
      greetings { language text }
      avatarIcon
      avatarText
      quickReplies { language text }
    }
    assistant { id tone languages instructions handover { afterGaps keywords onlyWhenOpen } }
  }
`);

export const WidgetUpdateMutation = graphql(`
  mutation WidgetUpdate($input: WidgetUpdateInput!) {
    widgetUpdate(input: $input) {
      widgetSettings {
        id
        accentColor
        logo { id url }
        position
        greetings { language text }
        avatarIcon
        avatarText
        quickReplies { language text }
      }
      errors { code message path }
    }
  }
`);

export const AssistantUpdateMutation = graphql(`
  mutation AssistantUpdate($input: AssistantUpdateInput!) {
    assistantUpdate(input: $input) {
      assistant { id tone languages instructions handover { afterGaps keywords onlyWhenOpen } }
      errors { code message path }
    }
  }
`);

export const AssistantTestMutation = graphql(`
  mutation AssistantTest($input: AssistantTestInput!) {
    assistantTest(input: $input) {
      trial {
        text
        answeredBy
        action
        sources
        guarded
        isGap
        tokens
        tools { name arguments result }
      }
      errors { code message path }
    }
  }
`);
