/** The screens of the navigation, in its order. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { IconName } from "../shared/icons";
import type { Permission } from "../shared/session";

export interface Destination {
  to:
    | "/"
    | "/leads"
    | "/conversations"
    | "/vehicles"
    | "/services"
    | "/knowledge"
    | "/hours"
    | "/workshop"
    | "/widget"
    | "/keys"
    | "/integrations"
    | "/team"
    | "/blocks"
    | "/audit";
  label: MessageDescriptor;
  icon: IconName;
  /** The second key after "g" that goes there. */
  shortcut: string;
  needs?: Permission;
  group: "today" | "setup";
}

export const destinations: readonly Destination[] = [
  { to: "/", label: msg`Home`, icon: "home", shortcut: "h", group: "today" },
  { to: "/leads", label: msg`Leads`, icon: "inbox", shortcut: "l", group: "today" },
  { to: "/conversations", label: msg`Conversations`, icon: "messages", shortcut: "c", group: "today" },
  { to: "/vehicles", label: msg`Vehicle check`, icon: "car", shortcut: "v", group: "today" },
  { to: "/services", label: msg`Services`, icon: "wrench", shortcut: "s", group: "setup" },
  { to: "/knowledge", label: msg`Knowledge`, icon: "sparkle", shortcut: "n", group: "setup" },
  { to: "/hours", label: msg`Opening hours`, icon: "clock", shortcut: "o", group: "setup" },
  { to: "/workshop", label: msg`Workshop`, icon: "building", shortcut: "w", group: "setup" },
  { to: "/widget", label: msg`Chat widget`, icon: "palette", shortcut: "d", group: "setup" },
  { to: "/keys", label: msg`Client keys`, icon: "key", shortcut: "k", needs: "KEYS_READ", group: "setup" },
  {
    to: "/integrations",
    label: msg`Integrations`,
    icon: "plug",
    shortcut: "i",
    needs: "PARTNERS_READ",
    group: "setup",
  },
  { to: "/team", label: msg`Team`, icon: "user", shortcut: "t", group: "setup" },
  {
    to: "/blocks",
    label: msg`Blocked visitors`,
    icon: "x",
    shortcut: "b",
    needs: "CONVERSATIONS_WRITE",
    group: "setup",
  },
  { to: "/audit", label: msg`Activity log`, icon: "clock", shortcut: "a", needs: "AUDIT_READ", group: "setup" },
];
