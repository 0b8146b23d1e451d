/** Who is signed in, and what this person may do in the workshop. */
import { createContext, use } from "react";
import { client } from "./client";
import { ImpersonationEndMutation, SessionEndMutation, ViewerQuery } from "./documents";
import type { ResultOf } from "./graphql";

type Viewer = ResultOf<typeof ViewerQuery>["viewer"];

/** What this dashboard asks permission for; the server decides, the screens only leave out what it would refuse. */
export type Permission =
  | "AUDIT_READ"
  | "ANALYTICS_READ"
  | "CHAT_WRITE"
  | "CONVERSATIONS_DELETE"
  | "CONVERSATIONS_WRITE"
  | "KEYS_READ"
  | "KEYS_WRITE"
  | "KNOWLEDGE_WRITE"
  | "LEADS_DELETE"
  | "LEADS_WRITE"
  | "MEMBERS_WRITE"
  | "PARTNERS_READ"
  | "PARTNERS_WRITE"
  | "SERVICES_EXPORT"
  | "SERVICES_WRITE"
  | "WIDGET_WRITE"
  | "WORKSHOP_WRITE";

/** A member who is signed in to a workshop. */
export type Session = Viewer & {
  person: NonNullable<Viewer["person"]>;
  member: NonNullable<Viewer["member"]>;
  workshop: NonNullable<Viewer["workshop"]>;
};

/** The server could not be asked who is signed in. */
export class SessionUnknown extends Error {}

export const SessionContext = createContext<Session | null>(null);

/** Ask who is signed in; null when nobody is. Raises SessionUnknown when the server gives no answer. */
export async function readSession(): Promise<Session | null> {
  const { data, error } = await client.query(ViewerQuery, {}, { requestPolicy: "cache-first" }).toPromise();
  if (!data) {
    const isSignedOut = error?.graphQLErrors.some(({ extensions }) => extensions["code"] === "UNAUTHENTICATED");
    if (isSignedOut) return null;
    throw new SessionUnknown(error?.message);
  }
  const { kind, person, member, workshop, impersonation } = data.viewer;
  if (impersonation && workshop) {
    // An operator's visit has no person; what the screens ask of one is said of the visit.
    const name = impersonation.operatorName;
    const visitor = { id: "", name, email: "", language: workshop.language, isEmailConfirmed: true };
    return { ...data.viewer, person: visitor, member: { id: "", name, role: "MANAGER" }, workshop };
  }
  if (kind !== "MEMBER" || !person || !member || !workshop) return null;
  return { ...data.viewer, person, member, workshop };
}

/** The address of who is signed in, in a workshop or not; null when nobody is. */
export async function readAddress(): Promise<string | null> {
  const { data } = await client.query(ViewerQuery, {}, { requestPolicy: "network-only" }).toPromise();
  return data?.viewer.person?.email ?? null;
}

/** Whether somebody is signed in who belongs to no workshop. */
export async function isWithoutWorkshop(): Promise<boolean> {
  const { data } = await client.query(ViewerQuery, {}, { requestPolicy: "cache-first" }).toPromise();
  return data?.viewer.kind === "PERSON";
}

const COOKIE_MILLISECONDS = 1_000;

async function readAnew(): Promise<Viewer | undefined> {
  const { data } = await client.query(ViewerQuery, {}, { requestPolicy: "network-only" }).toPromise();
  return data?.viewer;
}

/** Begin again where a session no longer is what it was: signed in with another role or elsewhere, or not at all. */
export async function recover(was: Session, href: string): Promise<void> {
  if (was.impersonation) {
    window.location.assign("/operator");
    return;
  }
  let now = await readAnew();
  if (!now?.person) {
    // Another tab may be changing the workshop, and the answer with the new cookie still be on its way.
    await new Promise((resolve) => window.setTimeout(resolve, COOKIE_MILLISECONDS));
    now = await readAnew();
  }
  const next = href === "/" ? "" : `&next=${encodeURIComponent(href)}`;
  if (now?.kind === "MEMBER") window.location.assign(now.workshop?.id === was.workshop.id ? href : "/");
  else window.location.assign(now?.kind === "PERSON" ? "/no-workshop" : `/sign-in?ended=true${next}`);
}

/** The session of the signed-in member; only for screens inside the shell. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("This screen needs a signed-in member.");
  return session;
}

/** Whether the member may do what `permission` names. */
export function usePermission(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}

/** Only addresses of this dashboard may follow a sign-in. */
export function safeAddress(address: string | undefined): string {
  return address && /^\/(?![/\\])/.test(address) ? address : "/";
}

/** Begin again at `address` with the session the server has just set; nothing read before it stays in memory. */
export function enter(address?: string): void {
  window.location.assign(safeAddress(address));
}

/** End an operator's visit, and go back to where it began. */
export async function endVisit(): Promise<void> {
  await client.mutation(ImpersonationEndMutation, {}).toPromise();
  window.location.assign("/operator");
}

/** End the session here and on the server, and go on at `address`. */
export async function leave(address = "/sign-in"): Promise<void> {
  await client.mutation(SessionEndMutation, {}).toPromise();
  window.location.assign(safeAddress(address));
}
