/** The typed GraphQL tag: documents are checked against the schema, and types come from it. */
import { initGraphQLTada } from "gql.tada";
import type { introspection } from "../graphql-env";

export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: {
    Date: string;
    DateTime: string;
    EmailAddress: string;
    Money: number;
    PhoneNumber: string;
    Time: string;
    Url: string;
  };
}>();

export type { ResultOf, VariablesOf } from "gql.tada";

export type AuthorKind = ReturnType<typeof graphql.scalar<"Author">>;
export type ConversationStatus = ReturnType<typeof graphql.scalar<"ConversationStatus">>;
export type ConversationOutcome = ReturnType<typeof graphql.scalar<"ConversationOutcome">>;
export type Currency = ReturnType<typeof graphql.scalar<"Currency">>;
export type ErrorCategory = ReturnType<typeof graphql.scalar<"ErrorCategory">>;
export type ErrorSeverity = ReturnType<typeof graphql.scalar<"ErrorSeverity">>;
export type ErrorStatus = ReturnType<typeof graphql.scalar<"ErrorStatus">>;
export type FederalState = ReturnType<typeof graphql.scalar<"FederalState">>;
export type RateClass = ReturnType<typeof graphql.scalar<"RateClass">>;
export type JobState = ReturnType<typeof graphql.scalar<"JobState">>;
export type Language = ReturnType<typeof graphql.scalar<"Language">>;
export type LeadEventKind = ReturnType<typeof graphql.scalar<"LeadEventKind">>;
export type LeadKind = ReturnType<typeof graphql.scalar<"LeadKind">>;
export type LeadOrder = ReturnType<typeof graphql.scalar<"LeadOrder">>;
export type LeadOrigin = ReturnType<typeof graphql.scalar<"LeadOrigin">>;
export type LeadStatus = ReturnType<typeof graphql.scalar<"LeadStatus">>;
export type PriceKind = ReturnType<typeof graphql.scalar<"PriceKind">>;
export type Role = ReturnType<typeof graphql.scalar<"Role">>;
export type Surface = ReturnType<typeof graphql.scalar<"Surface">>;
export type Tone = ReturnType<typeof graphql.scalar<"Tone">>;
export type TurnStatus = ReturnType<typeof graphql.scalar<"TurnStatus">>;
export type Weekday = ReturnType<typeof graphql.scalar<"Weekday">>;
export type WidgetIcon = ReturnType<typeof graphql.scalar<"WidgetIcon">>;
export type WidgetPosition = ReturnType<typeof graphql.scalar<"WidgetPosition">>;
