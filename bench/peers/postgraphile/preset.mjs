/** PostGraphile on CarBot's tables: names by smart tags, the tenant by pgSettings, row-level security by role. */
import { PgAggregatesPreset } from "@graphile/pg-aggregates";
import { PgSimplifyInflectionPreset } from "@graphile/simplify-inflection";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { jsonPgSmartTags } from "postgraphile/utils";

const relation = (fieldName, foreignFieldName) => ({ tags: { fieldName, foreignFieldName } });

const names = jsonPgSmartTags({
  version: 1,
  config: {
    constraint: {
      leads_workshop_id_conversation_id_fk: relation("conversation", "leads"),
      leads_workshop_id_consent_id_fk: relation("consent", "leads"),
      leads_workshop_id_assignee_id_fk: relation("assignee", "assignedLeads"),
      lead_events_workshop_id_lead_id_fk: relation("lead", "events"),
      "public.messages.messages_workshop_id_conversation_id_fk": relation("conversation", "messages"),
      turns_workshop_id_conversation_id_fk: relation("conversation", "turns"),
      consents_workshop_id_conversation_id_fk: relation("conversation", "consents"),
      conversations_workshop_id_client_key_id_fk: relation("clientKey", "conversations"),
    },
    class: Object.fromEntries(
      ["alembic_version", "outbox", "mail_deliveries", "email_links", "sessions", "accounts"].map((table) => [
        table,
        { tags: { behavior: "-*" } },
      ]),
    ),
  },
});

/** The preset over a pool; `identify` tells from a request's headers which settings its transaction gets. */
export function preset(pool, identify) {
  return {
    extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset, PgAggregatesPreset],
    plugins: [names],
    // What exists follows from what the product's roles are granted.
    pgServices: [makePgService({ pool, schemas: ["public"], pgSettingsForIntrospection: { role: "carbot_owner" } })],
    grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false, websockets: false },
    grafast: {
      explain: false,
      context: async (requestContext) => ({ pgSettings: await identify(requestContext.node.req.headers) }),
    },
  };
}
