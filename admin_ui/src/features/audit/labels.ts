/** What the acts and fields of the audit log are called on the screen. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

const actions: Readonly<Record<string, MessageDescriptor>> = {
  "assistant.updated": msg`Settings of the assistant changed`,
  "catalogue.exported": msg`Services taken along as a file`,
  "closure.created": msg`Closure entered`,
  "closure.deleted": msg`Closure deleted`,
  "conversation.deleted": msg`Conversation deleted`,
  "import.applied": msg`Services imported`,
  "import.undone": msg`Import of services undone`,
  "document.created": msg`Document added`,
  "document.deleted": msg`Document deleted`,
  "faq.created": msg`Answer written`,
  "faq.deleted": msg`Answer deleted`,
  "faq.updated": msg`Answer changed`,
  "gap.ignored": msg`Open question ignored`,
  "gap.reopened": msg`Open question taken up again`,
  "gap.resolved": msg`Open question answered`,
  "impersonation.ended": msg`Visit by CarBot operations ended`,
  "impersonation.started": msg`Visit by CarBot operations`,
  "invitation.revoked": msg`Invitation taken back`,
  "installation.created": msg`Program connected`,
  "installation.revoked": msg`Access of a program ended`,
  "installation.secret_rotated": msg`New secret for a program`,
  "installation.widened": msg`Program may do more`,
  "key.created": msg`Client key created`,
  "key.revoked": msg`Client key revoked`,
  "key.rotated": msg`Client key replaced`,
  "key.updated": msg`Client key changed`,
  "lead.assigned": msg`Lead assigned`,
  "lead.created": msg`Lead entered`,
  "lead.deleted": msg`Lead deleted`,
  "lead.status_changed": msg`Status of a lead changed`,
  "lead.updated": msg`Lead changed`,
  "member.invited": msg`Somebody invited`,
  "member.joined": msg`Invitation accepted`,
  "member.removed": msg`Member removed`,
  "member.role_changed": msg`Role of a member changed`,
  "message.marked_wrong": msg`Answer of the assistant marked as wrong`,
  "opening_hours.updated": msg`Opening hours changed`,
  "person.email_change_requested": msg`Own address to be changed`,
  "person.email_changed": msg`Own address changed`,
  "person.password_changed": msg`Own password changed`,
  "person.recovery_codes_renewed": msg`Own recovery codes renewed`,
  "person.second_factor_disabled": msg`Own two-step sign-in switched off`,
  "person.second_factor_enabled": msg`Own two-step sign-in switched on`,
  "person.sign_in_unlinked": msg`Own sign-in by a provider removed`,
  "person.signed_in": msg`Signed in`,
  "person.updated": msg`Own account changed`,
  "plan.ended": msg`Plan ended`,
  "plan.granted": msg`Plan granted`,
  "price_rule.created": msg`Price rule added`,
  "price_rule.deleted": msg`Price rule deleted`,
  "price_rule.proposed": msg`Usual price rules added`,
  "price_rule.updated": msg`Price rule changed`,
  "service.adopted": msg`Service taken from the library`,
  "service.created": msg`Service entered`,
  "service.deleted": msg`Service deleted`,
  "service.reordered": msg`Services put in order`,
  "service.updated": msg`Service changed`,
  "service.updated_many": msg`Several services changed`,
  "service_category.created": msg`Category added`,
  "service_category.deleted": msg`Category deleted`,
  "service_category.reordered": msg`Categories put in order`,
  "service_category.updated": msg`Category changed`,
  "visitor.blocked": msg`Visitor blocked`,
  "visitor.unblocked": msg`Visitor let in again`,
  "widget.updated": msg`Chat widget changed`,
  "workshop.updated": msg`Profile changed`,
};

/** The acts one can filter by, in the order of the list. */
export const knownActions = Object.entries(actions);

/** An act in words; one that is newer than this dashboard shows its name. */
export function actionLabel(action: string): MessageDescriptor | string {
  return actions[action] ?? action;
}

const fields: Readonly<Record<string, MessageDescriptor>> = {
  assignee: msg`Assigned to`,
  email: msg`E-mail address`,
  language: msg`Language`,
  name: msg`Name`,
  note: msg`Note`,
  origins: msg`Allowed addresses`,
  phone: msg`Phone`,
  preferred_time: msg`Preferred time`,
  role: msg`Role`,
  status: msg`Status`,
  wish: msg`Wish`,
};

/** A field in words; null for one that has none, which is not shown. */
export function fieldLabel(field: string): MessageDescriptor | null {
  return fields[field] ?? null;
}
