/** The audit log: who did what, latest first. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useClient, useQuery } from "urql";
import { startOfDay } from "../../shared/days";
import { ExportButton } from "../../shared/export-button";
import { useFormats } from "../../shared/formats";
import type { ResultOf, VariablesOf } from "../../shared/graphql";
import { Page, Panel } from "../../shared/page";
import { readAll } from "../../shared/read-all";
import { useSession } from "../../shared/session";
import { Empty, ReadProblem, RowsLoading } from "../../shared/states";
import { AuditEntriesQuery, AuditPeopleQuery } from "./documents";
import { actionLabel, fieldLabel, knownActions } from "./labels";
import classes from "./list.module.css";
import type { AuditSearch } from "./search";

const PAGE_SIZE = 50;
const EXPORT_PAGE_SIZE = 100;
const EXPORT_PAGES = 100;
const route = getRouteApi("/inside/audit");

type Entry = NonNullable<ResultOf<typeof AuditEntriesQuery>["auditEntries"]>["edges"][number]["node"];
type Variables = VariablesOf<typeof AuditEntriesQuery>;

const pick = (answer: ResultOf<typeof AuditEntriesQuery>) => answer.auditEntries;

function EntryRow({ entry }: { entry: Entry }) {
  const { t } = useLingui();
  const formats = useFormats();
  const label = actionLabel(entry.action);
  const changed = entry.fields.map(fieldLabel).filter((field) => field !== null);
  return (
    <li className={classes.row}>
      <div>
        <div>{typeof label === "string" ? label : t(label)}</div>
        {entry.reason && <div className={classes.quiet}>{entry.reason}</div>}
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
    const isFiltered = Object.keys(variables.filter ?? {}).length > 0;
    return (
      <Empty icon="clock" title={isFiltered ? t`No entry fits this filter` : t`No entries`}>
        {isFiltered ? <Trans>Try other days or another act.</Trans> : <Trans>What your team does is written down here.</Trans>}
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

/** The filter of an address, its days as moments where the workshop is. */
function filterOf({ action, member, from, to }: AuditSearch, timeZone: string): NonNullable<Variables["filter"]> {
  const filter: NonNullable<Variables["filter"]> = {};
  if (action) filter.action = [action];
  if (member) filter.memberId = member;
  if (from) filter.atFrom = startOfDay(from, timeZone);
  if (to) filter.atTo = startOfDay(to, timeZone, 1);
  return filter;
}

/** Which acts, whose, and when. */
function Filters({ search, change }: { search: AuditSearch; change: (next: AuditSearch) => void }) {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: AuditPeopleQuery });
  const people = (data?.members ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const acts = knownActions.map(([value, label]) => ({ value, label: t(label) }));
  return (
    <div className={classes.filters}>
      <NativeSelect
        data={[{ value: "", label: t`Everything` }, ...acts]}
        label={t`What`}
        onChange={(event) => change({ action: event.currentTarget.value || undefined })}
        value={search.action ?? ""}
      />
      <NativeSelect
        data={[{ value: "", label: t`Everybody` }, ...people]}
        label={t`Who`}
        onChange={(event) => change({ member: event.currentTarget.value || undefined })}
        value={search.member ?? ""}
      />
      <TextInput
        label={t`From`}
        max={search.to}
        onChange={(event) => change({ from: event.currentTarget.value || undefined })}
        type="date"
        value={search.from ?? ""}
      />
      <TextInput
        label={t`Until`}
        min={search.from}
        onChange={(event) => change({ to: event.currentTarget.value || undefined })}
        type="date"
        value={search.to ?? ""}
      />
    </div>
  );
}

/** Everything the filter leaves, as a table for a spreadsheet. */
function Export({ filter }: { filter: NonNullable<Variables["filter"]> }) {
  const { t } = useLingui();
  const formats = useFormats();
  const client = useClient();
  return (
    <ExportButton
      name={t`activity-log`}
      read={async () => {
        const variables = { filter, first: EXPORT_PAGE_SIZE };
        const { nodes, ...rest } = await readAll(client, AuditEntriesQuery, variables, pick, EXPORT_PAGES);
        const rows = nodes.map((entry) => {
          const label = actionLabel(entry.action);
          const changed = entry.fields.map((field) => fieldLabel(field)).map((field, place) => (field ? t(field) : entry.fields[place]));
          const act = typeof label === "string" ? label : t(label);
          return [formats.dateTime(entry.at), entry.actorName ?? "CarBot", act, changed.join(", "), entry.subject ?? ""];
        });
        return { rows: [[t`When`, t`Who`, t`What`, t`Changed`, t`Id`], ...rows], ...rest };
      }}
    />
  );
}

export function AuditLog() {
  const { t } = useLingui();
  const { workshop } = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter = filterOf(search, workshop.timeZone);
  return (
    <Page
      actions={<Export filter={filter} />}
      description={<Trans>Who did what and when. Entries are never changed; they name what was changed, not the values.</Trans>}
      title={t`Activity log`}
      width="form"
    >
      <Filters
        change={(next) => void navigate({ search: (now) => ({ ...now, ...next }), replace: true, resetScroll: false })}
        search={search}
      />
      <Panel isFlush>
        <Entries key={JSON.stringify(filter)} variables={{ filter, first: PAGE_SIZE }} />
      </Panel>
    </Page>
  );
}
