/** The error log: what broke, by what it has in common, and how much on which day. */
import { NativeSelect } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { Chips } from "../../shared/chips";
import { useFormats } from "../../shared/formats";
import type { ErrorSeverity, ErrorStatus, ResultOf, VariablesOf } from "../../shared/graphql";
import { Page, Panel } from "../../shared/page";
import { Empty, ReadProblem, RowsLoading } from "../../shared/states";
import { Status } from "../../shared/status";
import classes from "./area.module.css";
import { Bars } from "./bars";
import { ErrorGroupsQuery, ErrorsByDayQuery } from "./documents";
import { categoryLabels, severityColors, severityLabels, statusLabels } from "./labels";
import { More } from "./more";

const PAGE_SIZE = 50;
const statuses: readonly ErrorStatus[] = ["OPEN", "MUTED", "RESOLVED"];
const severities: readonly ErrorSeverity[] = ["CRITICAL", "HIGH", "MEDIUM", "LOW"];

type Group = NonNullable<ResultOf<typeof ErrorGroupsQuery>["errorGroups"]>["edges"][number]["node"];
type Variables = VariablesOf<typeof ErrorGroupsQuery>;

function GroupRow({ group }: { group: Group }) {
  const { t } = useLingui();
  const formats = useFormats();
  return (
    <li>
      <Link className={classes.row} params={{ id: group.id }} to="/operator/errors/$id">
        <div className={classes.what}>
          <div>{group.title}</div>
          <div className={classes.quiet}>
            {group.place} · {t(categoryLabels[group.category])}
          </div>
        </div>
        <Status color={severityColors[group.severity]}>{t(severityLabels[group.severity])}</Status>
        <div className={classes.quiet}>
          <Plural one="# time" other="# times" value={group.count} /> ·{" "}
          <time dateTime={group.lastSeen}>{formats.ago(group.lastSeen)}</time>
        </div>
      </Link>
    </li>
  );
}

function Groups({ variables }: { variables: Variables }) {
  const { t } = useLingui();
  const [{ data, error }, read] = useQuery({ query: ErrorGroupsQuery, variables, requestPolicy: "cache-and-network" });
  const [showsMore, setShowsMore] = useState(false);
  const page = data?.errorGroups;
  if (!page) {
    if (!error) return <RowsLoading height={64} />;
    return <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} />;
  }
  if (page.totalCount === 0) {
    return (
      <Empty icon="check" title={t`No errors here`}>
        <Trans>What breaks unexpectedly is collected here.</Trans>
      </Empty>
    );
  }
  return (
    <>
      <ul className={classes.list}>
        {page.edges.map(({ node }) => (
          <GroupRow group={node} key={node.id} />
        ))}
      </ul>
      {page.pageInfo.hasNextPage && !showsMore && <More onMore={() => setShowsMore(true)} />}
      {showsMore && <Groups variables={{ ...variables, after: page.pageInfo.endCursor }} />}
    </>
  );
}

function Days() {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: ErrorsByDayQuery, requestPolicy: "cache-and-network" });
  return <Panel title={t`Last 30 days`}>{data?.errorsByDay && <Bars days={data.errorsByDay} />}</Panel>;
}

export function ErrorList() {
  const { t } = useLingui();
  const [status, setStatus] = useState<ErrorStatus>("OPEN");
  const [severity, setSeverity] = useState("");
  const chosen = severities.find((each) => each === severity);
  const filter = { status: [status], ...(chosen && { severity: [chosen] }) };
  return (
    <Page description={<Trans>Unexpected errors of all processes. Nothing here names a person.</Trans>} title={t`Errors`}>
      <Days />
      <Chips
        choices={statuses.map((value) => ({ value, label: t(statusLabels[value]) }))}
        label={t`Status`}
        onChoose={setStatus}
        value={status}
      />
      <NativeSelect
        aria-label={t`Severity`}
        data={[{ value: "", label: t`Every severity` }, ...severities.map((value) => ({ value, label: t(severityLabels[value]) }))]}
        onChange={(event) => setSeverity(event.currentTarget.value)}
        value={severity}
        w={220}
      />
      <Panel isFlush>
        <Groups key={status + severity} variables={{ filter, orderBy: "LAST_SEEN", first: PAGE_SIZE }} />
      </Panel>
    </Page>
  );
}
