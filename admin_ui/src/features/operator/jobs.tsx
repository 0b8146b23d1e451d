/** Work beside requests: what waits and what was given up. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { Chips } from "../../shared/chips";
import { useFormats } from "../../shared/formats";
import type { JobState, VariablesOf } from "../../shared/graphql";
import { Page, Panel } from "../../shared/page";
import { Empty, ReadProblem, RowsLoading } from "../../shared/states";
import { Status } from "../../shared/status";
import classes from "./area.module.css";
import { JobsQuery } from "./documents";
import { jobStateColors, jobStateLabels } from "./labels";
import { More } from "./more";

const PAGE_SIZE = 50;
const states: readonly JobState[] = ["FAILED", "WAITING", "SENT"];

function Jobs({ variables }: { variables: VariablesOf<typeof JobsQuery> }) {
  const { t } = useLingui();
  const formats = useFormats();
  const [{ data, error }, read] = useQuery({ query: JobsQuery, variables, requestPolicy: "cache-and-network" });
  const [showsMore, setShowsMore] = useState(false);
  const page = data?.jobs;
  if (!page) {
    if (!error) return <RowsLoading height={64} />;
    return <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} />;
  }
  if (page.totalCount === 0) return <Empty icon="check" title={t`No jobs here`} />;
  return (
    <>
      <ul className={classes.list}>
        {page.edges.map(({ node }) => (
          <li className={classes.row} key={node.id}>
            <div className={classes.what}>
              <div>{node.kind}</div>
              <div className={classes.quiet}>{node.lastError ?? "–"}</div>
            </div>
            <Status color={jobStateColors[node.state]}>{t(jobStateLabels[node.state])}</Status>
            <div className={classes.quiet}>
              <Plural one="# failed attempt" other="# failed attempts" value={node.attempts} /> ·{" "}
              <time dateTime={node.createdAt}>{formats.dateTime(node.createdAt)}</time>
            </div>
          </li>
        ))}
      </ul>
      {page.pageInfo.hasNextPage && !showsMore && <More onMore={() => setShowsMore(true)} />}
      {showsMore && <Jobs variables={{ ...variables, after: page.pageInfo.endCursor }} />}
    </>
  );
}

export function JobList() {
  const { t } = useLingui();
  const [state, setState] = useState<JobState>("FAILED");
  return (
    <Page description={<Trans>Mails, notices and counts of all workshops. What a job is about is not shown.</Trans>} title={t`Jobs`}>
      <Chips
        choices={states.map((value) => ({ value, label: t(jobStateLabels[value]) }))}
        label={t`Status`}
        onChoose={setState}
        value={state}
      />
      <Panel isFlush>
        <Jobs key={state} variables={{ filter: { state: [state] }, first: PAGE_SIZE }} />
      </Panel>
    </Page>
  );
}
