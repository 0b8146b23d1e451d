/** Who is calling: told by headers, or looked up by the session or the visitor's token as CarBot does it. */
import { createHash } from "node:crypto";

const settings = (role, workshop, organization = "", account = "", conversation = "") => ({
  role,
  "app.workshop_id": workshop,
  "app.organization_id": organization,
  "app.account_id": account,
  "app.conversation_id": conversation,
});

/** The tenant and, for a visitor, the conversation stand in the headers. */
export function given(headers) {
  const conversation = headers["x-bench-conversation"];
  const role = conversation ? "carbot_visitor" : "carbot_api";
  return settings(role, headers["x-bench-workshop"], "", "", conversation);
}

const hash = (token) => createHash("sha256").update(token).digest();

/** The same from a client key with a visitor's token, or from the session's cookie. */
export function lookedUp(pool) {
  const one = async (name, text, value) => (await pool.query({ name, text, values: [value] })).rows[0];

  async function visitor(headers) {
    const key = await one("client_key", "SELECT * FROM lookup.client_key($1)", headers["x-carbot-client-key"]);
    if (!key?.allowed_origins.includes(headers.origin)) throw new Error("This client key may not be used from here.");
    const token = (headers.authorization ?? "").replace("Bearer ", "");
    const found = await one("conversation", "SELECT * FROM lookup.conversation($1)", hash(token));
    if (found?.client_key_id !== key.client_key_id) throw new Error("The conversation's token has expired.");
    return settings("carbot_visitor", found.workshop_id, key.organization_id, "", found.conversation_id);
  }

  async function member(headers) {
    const token = /(?:^|; )carbot_session=([^;]+)/.exec(headers.cookie ?? "")?.[1] ?? "";
    const found = await one("session", "SELECT * FROM lookup.session($1)", hash(token));
    if (!found?.member_id) throw new Error("Please sign in.");
    return settings("carbot_api", found.workshop_id, found.organization_id, found.account_id);
  }

  return (headers) => (headers["x-carbot-client-key"] ? visitor(headers) : member(headers));
}
