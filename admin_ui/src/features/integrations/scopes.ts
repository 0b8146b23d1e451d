/** What a program can be allowed, in words. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

const scopes: Readonly<Record<string, MessageDescriptor>> = {
  "workshop:read": msg`Read profile and opening hours`,
  "services:read": msg`Read services and prices`,
  "services:write": msg`Change services and prices`,
  "leads:read": msg`Read leads with their contact data`,
  "leads:write": msg`Enter leads and work on them`,
  "conversations:read": msg`Read conversations with visitors`,
  "analytics:read": msg`Read figures`,
};

/** All there are, in the order of the form. */
export const knownScopes = Object.entries(scopes);

/** A scope in words; one that is newer than this dashboard shows its name. */
export function scopeLabel(scope: string): MessageDescriptor | string {
  return scopes[scope] ?? scope;
}
