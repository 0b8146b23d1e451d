/** Modules that exist only while building. */
declare module "virtual:documents" {
  /** Operation name to the id of its trusted document. */
  export const documentIds: Readonly<Record<string, string>>;
}

declare module "*.po" {
  import type { Messages } from "@lingui/core";
  export const messages: Messages;
}
