/** What severities, categories and states are called in the operator area. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ErrorCategory, ErrorSeverity, ErrorStatus, JobState, RateClass } from "../../shared/graphql";

type Labels<Key extends string> = Readonly<Record<Key, MessageDescriptor>>;

export const severityLabels: Labels<ErrorSeverity> = {
  LOW: msg`Low`,
  MEDIUM: msg`Medium`,
  HIGH: msg`High`,
  CRITICAL: msg`Critical`,
};

/** The colour that stands for a severity, as a CSS variable of the theme. */
export const severityColors: Readonly<Record<ErrorSeverity, string>> = {
  LOW: "var(--neutral)",
  MEDIUM: "var(--accent-text)",
  HIGH: "var(--warning)",
  CRITICAL: "var(--negative)",
};

export const categoryLabels: Labels<ErrorCategory> = {
  AUTH: msg`Sign-in`,
  DATABASE: msg`Database`,
  LLM: msg`Assistant`,
  PAYMENT: msg`Payment`,
  MAIL: msg`E-mail`,
  WEBHOOK: msg`Webhook`,
  JOB: msg`Job`,
  INPUT: msg`Input`,
  OTHER: msg`Other`,
};

export const statusLabels: Labels<ErrorStatus> = {
  OPEN: msg({ message: "Open", context: "error" }),
  RESOLVED: msg`Resolved`,
  MUTED: msg`Muted`,
};

export const jobStateLabels: Labels<JobState> = {
  WAITING: msg`Waiting`,
  SENT: msg`Being done`,
  DONE: msg`Done`,
  FAILED: msg`Failed`,
};

export const jobStateColors: Readonly<Record<JobState, string>> = {
  WAITING: "var(--warning)",
  SENT: "var(--accent-text)",
  DONE: "var(--positive)",
  FAILED: "var(--negative)",
};

export const rateClassLabels: Labels<RateClass> = {
  AUTH: msg`Signing in`,
  REGISTER: msg`Registering`,
  CHAT: msg`Chat`,
  EMAIL: msg`Mails`,
  UPLOAD: msg`Files`,
  API: msg`Requests`,
  WEBHOOK: msg`Callbacks`,
};
