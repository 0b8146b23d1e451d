/** All leads the filter leaves, as a table for a spreadsheet. */
import { useLingui } from "@lingui/react/macro";
import { useClient } from "urql";
import { ExportButton } from "../../shared/export-button";
import { useFormats } from "../../shared/formats";
import type { ResultOf, VariablesOf } from "../../shared/graphql";
import { leadKindLabels, leadStatusLabels, surfaceLabels } from "../../shared/labels";
import { readAll } from "../../shared/read-all";
import { LeadsQuery } from "./documents";

const PAGE_SIZE = 100;
const MOST_PAGES = 100;

export function LeadExport({ variables }: { variables: VariablesOf<typeof LeadsQuery> }) {
  const { t } = useLingui();
  const formats = useFormats();
  const client = useClient();
  async function read() {
    const pick = (answer: ResultOf<typeof LeadsQuery>) => answer.leads;
    const { nodes, ...rest } = await readAll(client, LeadsQuery, { ...variables, first: PAGE_SIZE }, pick, MOST_PAGES);
    const rows = nodes.map((lead) => [
      formats.dateTime(lead.createdAt),
      lead.contactDetails?.name ?? "",
      lead.contactDetails?.phone ?? "",
      lead.contactDetails?.email ?? "",
      lead.wish ?? "",
      t(leadKindLabels[lead.kind]),
      t(leadStatusLabels[lead.status]),
      String(lead.score),
      t(surfaceLabels[lead.source.surface]),
    ]);
    const head = [t`Received`, t`Customer`, t`Phone`, t`E-mail`, t`Wish`, t`Kind`, t`Status`, t`Score`, t`Source`];
    return { rows: [head, ...rows], ...rest };
  }
  return <ExportButton name={t`leads`} read={read} />;
}
