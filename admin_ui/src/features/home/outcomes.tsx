/** What came of the conversations of the last thirty days: a table whose rows carry bars. */
import { Trans, useLingui } from "@lingui/react/macro";
import { msg } from "@lingui/core/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { dayOf, shifted } from "../../shared/days";
import { useFormats } from "../../shared/formats";
import type { ConversationOutcome } from "../../shared/graphql";
import { Panel } from "../../shared/page";
import { usePermission, useSession } from "../../shared/session";
import { ReadProblem, RowsLoading } from "../../shared/states";
import { OutcomesQuery } from "./documents";
import classes from "./outcomes.module.css";

const DAYS = 30;
const labels = {
  LEAD: msg`Left an enquiry`,
  HANDED_OVER: msg`Handed to a person`,
  ANSWERED: msg`Answered`,
  GAP: msg`Could not be answered`,
  ABANDONED: msg`Broken off`,
};
const colors: Readonly<Record<ConversationOutcome, string>> = {
  LEAD: "var(--positive)",
  HANDED_OVER: "var(--violet)",
  ANSWERED: "var(--accent-text)",
  GAP: "var(--warning)",
  ABANDONED: "var(--neutral)",
};
const outcomes = Object.keys(labels) as ConversationOutcome[];

function rangesUpTo(today: string) {
  return {
    range: { start: shifted(today, 1 - DAYS), end: today },
    before: { start: shifted(today, 1 - 2 * DAYS), end: shifted(today, -DAYS) },
  };
}

export function Outcomes() {
  const { t } = useLingui();
  const formats = useFormats();
  const { workshop } = useSession();
  const canRead = usePermission("ANALYTICS_READ");
  const [variables] = useState(() => rangesUpTo(dayOf(new Date(), workshop.timeZone)));
  const [{ data, error }, read] = useQuery({ query: OutcomesQuery, variables, pause: !canRead });
  if (!canRead) return null;
  const shares = new Map(data?.analytics?.breakdown.map((share) => [share.value, share]));
  const total = [...shares.values()].reduce((sum, { count }) => sum + count, 0);
  return (
    <Panel description={<Trans>Last 30 days, compared with the 30 before</Trans>} title={t`What became of conversations`}>
      {error && !data && <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} />}
      {!data && !error && <RowsLoading height={28} rows={5} />}
      {data && (
        <table className={classes.table}>
          <thead className={classes.head}>
            <tr>
              <th scope="col">{t`Outcome`}</th>
              <th scope="col">{t`Share`}</th>
              <th scope="col">{t`Conversations`}</th>
              <th scope="col">{t`Before`}</th>
            </tr>
          </thead>
          <tbody>
            {outcomes.map((outcome) => {
              const count = shares.get(outcome)?.count ?? 0;
              const share = total ? count / total : 0;
              return (
                <tr key={outcome}>
                  <th scope="row">{t(labels[outcome])}</th>
                  <td className={classes.bar}>
                    <span aria-hidden="true" className={classes.track}>
                      <span style={{ inlineSize: `${share * 100}%`, background: colors[outcome] }} />
                    </span>
                    <span className="tabular">{formats.percent(share)}</span>
                  </td>
                  <td className="tabular">{formats.number(count)}</td>
                  <td className={`${classes.quiet} tabular`}>
                    {formats.number(shares.get(outcome)?.previousCount ?? 0)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
