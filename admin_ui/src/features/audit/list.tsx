/** The audit log: who did what, latest first. */
import { Button, NativeSelect } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { useFormats } from "../../shared/formats";
import type { ResultOf, VariablesOf } from "../../shared/graphql";
import { Page, Panel } from "../../shared/page";
import { Empty, ReadProblem, RowsLoading } from "../../shared/states";
import { AuditEntriesQuery } from "./documents";
import { actionLabel, fieldLabel, knownActions } from "./labels";
import classes from "./list.module.css";

const PAGE_SIZE = 50;

type Entry = NonNullable<ResultOf<typeof AuditEntriesQuery>["auditEntries"]>["edges"][number]["node"];
type Variables = VariablesOf<typeof AuditEntriesQuery>;

function EntryRow({ entry }: { entry: Entry }) {
  const { t } = useLingui();
  const formats = useFormats();
  const label = actionLabel(entry.action);
  const changed = entry.fields.map(fieldLabel).filter((field) => field !== null);
  return (
    <li className={classes.row}>
      <div>
        <div>{typeof label === "string" ? label : t(label)}</div>
        {changed.length > 0 && <div className={classes.quiet}>{changed.map((field) => t(field)).join(", ")}</div>}
      </div>
      <div className={classes.quiet}>
        {entry.actorName ?? "CarBot"} · <time dateTime={entry.at}>{formats.dateTime(entry.at)}</time>
      </div>
    </li>
  );
}

/** One page of entries and, below it, the next once it is asked for. */
function Entries({ variables }: { variables: Variables }) {
  const { t } = useLingui();
  const [{ data, error }, read] = useQuery({ query: AuditEntriesQuery, variables, requestPolicy: "cache-and-network" });
  const [showsMore, setShowsMore] = useState(false);
  const page = data?.auditEntries;
  if (!page) {
    if (!error) return <RowsLoading height={58} />;
    return <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} />;
  }
  if (page.edges.length === 0 && !variables.after) {
    return (
      <Empty icon="clock" title={t`No entries`}>
        <Trans>What your team does is written down here.</Trans>
      </Empty>
    );
  }
  return (
    <>
      <ul className={classes.list}>
        {page.edges.map(({ node }) => (
          <EntryRow entry={node} key={node.id} />
        ))}
      </ul>
      {page.pageInfo.hasNextPage && !showsMore && (
        <div className={classes.more}>
          <Button onClick={() => setShowsMore(true)} variant="default">
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
      {showsMore && <Entries variables={{ ...variables, after: page.pageInfo.endCursor }} />}
    </>
  );
}

export function AuditLog() {
  const { t } = useLingui();
  const [action, setAction] = useState("");
  return (
    <Page
      description={<Trans>Who did what and when. Entries are never changed; they name what was changed, not the values.</Trans>}
      title={t`Activity log`}
      width="form"
    >
      <NativeSelect
        aria-label={t`Show only`}
        data={[{ value: "", label: t`Everything` }, ...knownActions.map(([value, label]) => ({ value, label: t(label) }))]}
        onChange={(event) => setAction(event.currentTarget.value)}
        value={action}
      />
      <Panel isFlush>
        <Entries key={action} variables={{ filter: action ? { action: [action] } : {}, first: PAGE_SIZE }} />
      </Panel>
    </Page>
  );
}
