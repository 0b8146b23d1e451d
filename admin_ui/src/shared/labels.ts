/** What the closed sets of the schema are called on the screen. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type {
  AuthorKind,
  ConversationStatus,
  FederalState,
  LeadEventKind,
  LeadKind,
  LeadOrigin,
  LeadStatus,
  PriceKind,
  Role,
  Surface,
  Weekday,
} from "./graphql";

type Labels<Key extends string> = Readonly<Record<Key, MessageDescriptor>>;

export const leadStatuses: readonly LeadStatus[] = ["NEW", "CONTACTED", "QUALIFIED", "WON", "LOST", "SPAM"];

export const leadStatusLabels: Labels<LeadStatus> = {
  NEW: msg`New`,
  CONTACTED: msg`Contacted`,
  QUALIFIED: msg`Qualified`,
  WON: msg`Won`,
  LOST: msg`Lost`,
  SPAM: msg`Spam`,
};

/** The colour that stands for a status, as a CSS variable of the theme. */
export const leadStatusColors: Readonly<Record<LeadStatus, string>> = {
  NEW: "var(--accent-text)",
  CONTACTED: "var(--warning)",
  QUALIFIED: "var(--violet)",
  WON: "var(--positive)",
  LOST: "var(--neutral)",
  SPAM: "var(--negative)",
};

export const leadKindLabels: Labels<LeadKind> = {
  CALLBACK: msg`Callback`,
  APPOINTMENT: msg`Appointment`,
  QUESTION: msg`Question`,
};

export const leadOriginLabels: Labels<LeadOrigin> = {
  VISITOR: msg`Asked by the customer`,
  MEMBER: msg`Entered by hand`,
  PARTNER: msg`From an integration`,
};

export const leadEventLabels: Labels<LeadEventKind> = {
  CREATED: msg`Lead received`,
  STATUS_CHANGED: msg`Status changed`,
  NOTE_CHANGED: msg`Note changed`,
  DETAILS_CHANGED: msg`Details changed`,
  NOTICE_SENT: msg`Workshop notified by e-mail`,
  CONFIRMATION_SENT: msg`Confirmation sent to the customer`,
  SCORED: msg`Score calculated`,
  READ: msg`Read`,
  ASSIGNED: msg`Assigned`,
};

const scoreReasonLabels: Labels<string> = {
  HAS_PHONE: msg`Phone number given`,
  HAS_EMAIL: msg`E-mail address given`,
  WISH_IS_SPECIFIC: msg`Says exactly what is needed`,
  WANTS_APPOINTMENT: msg`Wants an appointment`,
  WANTS_CALLBACK: msg`Wants to be called back`,
  URGENT: msg`It is urgent`,
  ASKED_PRICE: msg`Asked about a price`,
  LONG_CONVERSATION: msg`Talked for long`,
  IN_REGION: msg`Comes from the region`,
  LOOKS_LIKE_SPAM: msg`Looks like spam`,
};

/** A reason of the score in words; a reason that is newer than this dashboard shows its code. */
export function scoreReasonLabel(code: string): MessageDescriptor | string {
  return scoreReasonLabels[code] ?? code;
}

const spamReasonLabels: Labels<string> = {
  TRAP: msg`Spam: filled in by a program`,
  LINKS: msg`Spam: links in the text`,
  SPAM_WORDS: msg`Spam: words of advertising`,
  REPEATED_TEXT: msg`Spam: the same over and over`,
  SAME_AS_OTHERS: msg`Spam: the same text as others`,
  DISPOSABLE_MAIL: msg`Spam: a throw-away address`,
  MADE_UP_PHONE: msg`Spam: a made-up telephone number`,
  TOO_FAST: msg`Spam: faster than a person types`,
};

/** What speaks for spam in words; a reason that is newer than this dashboard shows its code. */
export function spamReasonLabel(code: string): MessageDescriptor | string {
  return spamReasonLabels[code] ?? code;
}

export const surfaceLabels: Labels<Surface> = {
  WIDGET: msg`Chat on the website`,
  LANDING_PAGE: msg`Landing page`,
  WEBSITE: msg`Website`,
  DEMO: msg`Demo`,
  PHONE: msg`Phone`,
};

export const authorLabels: Labels<AuthorKind> = {
  VISITOR: msg`Visitor`,
  ASSISTANT: msg`Assistant`,
  MEMBER: msg`Workshop`,
  SYSTEM: msg`Notice`,
};

export const conversationStatusLabels: Labels<ConversationStatus> = {
  OPEN: msg`Open`,
  NEEDS_HUMAN: msg`Wants a person`,
  CLOSED: msg`Closed`,
};

export const conversationStatusColors: Readonly<Record<ConversationStatus, string>> = {
  OPEN: "var(--accent-text)",
  NEEDS_HUMAN: "var(--warning)",
  CLOSED: "var(--neutral)",
};

export const priceKindLabels: Labels<PriceKind> = {
  FIXED: msg`Fixed price`,
  RANGE: msg`From – to`,
  FROM: msg`From`,
  ON_REQUEST: msg`On request`,
};

export const roleLabels: Labels<Role> = {
  OWNER: msg`Owner`,
  MANAGER: msg`Manager`,
  STAFF: msg`Staff`,
  VIEWER: msg`Read only`,
};

export const weekdays: readonly Weekday[] = [
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
  "SUNDAY",
];

export const weekdayLabels: Labels<Weekday> = {
  MONDAY: msg`Monday`,
  TUESDAY: msg`Tuesday`,
  WEDNESDAY: msg`Wednesday`,
  THURSDAY: msg`Thursday`,
  FRIDAY: msg`Friday`,
  SATURDAY: msg`Saturday`,
  SUNDAY: msg`Sunday`,
};

/** The German federal states by their own names. */
export const federalStateNames: Readonly<Record<FederalState, string>> = {
  BW: "Baden-Württemberg",
  BY: "Bayern",
  BE: "Berlin",
  BB: "Brandenburg",
  HB: "Bremen",
  HH: "Hamburg",
  HE: "Hessen",
  MV: "Mecklenburg-Vorpommern",
  NI: "Niedersachsen",
  NW: "Nordrhein-Westfalen",
  RP: "Rheinland-Pfalz",
  SL: "Saarland",
  SN: "Sachsen",
  ST: "Sachsen-Anhalt",
  SH: "Schleswig-Holstein",
  TH: "Thüringen",
};
