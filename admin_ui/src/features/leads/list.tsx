/** All leads: a table on a desk, cards on a phone; filter and order live in the address. */
import { Button, NativeSelect, Switch, Table, Text, VisuallyHidden } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Suspense, useEffect, useState } from "react";
import { useQuery } from "urql";
import { Chips } from "../../shared/chips";
import { useFormats } from "../../shared/formats";
import type { LeadOrder, ResultOf, VariablesOf } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { leadKindLabels, leadStatusColors, leadStatuses, leadStatusLabels, surfaceLabels } from "../../shared/labels";
import { useLive } from "../../shared/live";
import { Page, Panel } from "../../shared/page";
import { SearchField } from "../../shared/search-field";
import { usePermission } from "../../shared/session";
import { Empty, ReadProblem, RowsLoading } from "../../shared/states";
import { ScoreRing, Status } from "../../shared/status";
import { LeadsQuery } from "./documents";
import { LeadExport } from "./export";
import { LeadForm } from "./lazy-form";
import classes from "./list.module.css";
import type { LeadSearch } from "./search";

const PAGE_SIZE = 25;
const route = getRouteApi("/inside/leads");

type Lead = NonNullable<ResultOf<typeof LeadsQuery>["leads"]>["edges"][number]["node"];
type Variables = VariablesOf<typeof LeadsQuery>;

/** The variables of the first page for what the address asks. */
function variablesOf({ status, unread, text, order }: LeadSearch): Variables {
  const filter: NonNullable<Variables["filter"]> = {};
  if (status) filter.status = [status];
  if (unread) filter.isUnread = true;
  if (text) filter.text = text;
  return { filter, orderBy: order ?? "NEWEST", first: PAGE_SIZE };
}

function Row({ lead }: { lead: Lead }) {
  const { t } = useLingui();
  const formats = useFormats();
  const { score } = lead;
  const name = lead.contactDetails?.name ?? t`Locked`;
  return (
    <Table.Tr className={classes.row} data-unread={lead.isUnread || undefined}>
      <Table.Td className={classes.scoreCell}>
        <ScoreRing label={t`Score ${score}`} score={score} />
      </Table.Td>
      <Table.Td className={classes.whoCell}>
        <Link className={classes.link} params={{ id: lead.id }} to="/leads/$id">
          {name}
        </Link>
        {lead.isUnread && (
          <>
            <span aria-hidden="true" className={classes.dot} />
            <VisuallyHidden>{t`unread`}</VisuallyHidden>
          </>
        )}
        <div className={`${classes.quiet} clamp`}>{lead.contactDetails?.phone ?? lead.contactDetails?.email ?? ""}</div>
      </Table.Td>
      <Table.Td className={classes.wishCell}>
        <div className="clamp">{lead.wish ?? "–"}</div>
        <div className={classes.quiet}>
          {t(leadKindLabels[lead.kind])} · {t(surfaceLabels[lead.source.surface])}
        </div>
      </Table.Td>
      <Table.Td className={classes.statusCell}>
        <Status color={leadStatusColors[lead.status]}>{t(leadStatusLabels[lead.status])}</Status>
      </Table.Td>
      <Table.Td className={classes.timeCell}>
        <time dateTime={lead.createdAt} title={formats.dateTime(lead.createdAt)}>
          {formats.ago(lead.createdAt)}
        </time>
      </Table.Td>
    </Table.Tr>
  );
}

interface RowsProps {
  variables: Variables;
  /** How many more pages to show below this one. */
  more: number;
  onCount: (count: number) => void;
  onMore: (hasMore: boolean) => void;
}

/** One page of rows and, below it, the next: each page begins where the one above it ends now. */
function Rows({ variables, more, onCount, onMore }: RowsProps) {
  const [{ data, error, stale }, read] = useQuery({ query: LeadsQuery, variables });
  useLive("leads", () => read({ requestPolicy: "network-only" }));
  const leads = data?.leads;
  const hasNext = leads?.pageInfo.hasNextPage ?? false;
  const total = leads?.totalCount;
  useEffect(() => {
    if (total !== undefined && !variables.after) onCount(total);
  }, [total, variables.after, onCount]);
  useEffect(() => {
    if (leads && (more === 0 || !hasNext)) onMore(hasNext);
  }, [leads, more, hasNext, onMore]);

  if (!leads) {
    return (
      <Table.Tr>
        <Table.Td colSpan={5} p={0}>
          {error ? <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} /> : <RowsLoading height={62} />}
        </Table.Td>
      </Table.Tr>
    );
  }
  return (
    <>
      {leads.edges.map(({ node }) => (
        <Row key={node.id} lead={node} />
      ))}
      {more > 0 && hasNext && !stale && (
        <Rows more={more - 1} onCount={onCount} onMore={onMore} variables={{ ...variables, after: leads.pageInfo.endCursor }} />
      )}
    </>
  );
}

export function LeadList() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const canWrite = usePermission("LEADS_WRITE");
  const [total, setTotal] = useState<number>();
  const [hasMore, setHasMore] = useState(false);
  const pages = search.pages ?? 1;
  const isFiltered = Boolean(search.status ?? search.unread ?? search.text);

  const change = (changes: Partial<LeadSearch>) =>
    void navigate({ search: (old) => ({ ...old, pages: undefined, ...changes }), replace: true });

  const orders: { value: LeadOrder; label: string }[] = [
    { value: "NEWEST", label: t`Newest first` },
    { value: "OLDEST", label: t`Oldest first` },
    { value: "BEST_SCORE", label: t`Best score first` },
    { value: "RECENTLY_CHANGED", label: t`Last changed first` },
    { value: "NAME", label: t`By name` },
  ];

  return (
    <Page
      actions={
        <>
          <LeadExport variables={variablesOf(search)} />
          {canWrite && (
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => change({ create: true, pages: search.pages })}>
              <Trans>Enter a lead</Trans>
            </Button>
          )}
        </>
      }
      description={total === undefined ? " " : <Plural one="# lead" other="# leads" value={total} />}
      title={t`Leads`}
    >
      <div className={classes.filters}>
        <Chips
          choices={[
            { value: "", label: t`All` },
            ...leadStatuses.map((status) => ({ value: status, label: t(leadStatusLabels[status]) })),
          ]}
          label={t`Status`}
          onChoose={(status) => change({ status: status === "" ? undefined : status })}
          value={search.status ?? ""}
        />
        <div className={classes.tools}>
          <SearchField label={t`Search leads`} onSearch={(text) => change({ text })} text={search.text} />
          <Switch
            checked={search.unread ?? false}
            label={t`Unread only`}
            onChange={(event) => change({ unread: event.currentTarget.checked || undefined })}
          />
          <NativeSelect
            aria-label={t`Order`}
            data={orders}
            onChange={(event) => {
              const order = orders.find(({ value }) => value === event.currentTarget.value)?.value;
              change({ order: order === "NEWEST" ? undefined : order });
            }}
            value={search.order ?? "NEWEST"}
          />
        </div>
      </div>
      <Panel isFlush>
        {total === 0 && (
          <Empty
            action={
              isFiltered && (
                <Button onClick={() => change({ status: undefined, unread: undefined, text: undefined })} variant="default">
                  <Trans>Remove filters</Trans>
                </Button>
              )
            }
            icon="inbox"
            title={isFiltered ? t`No lead fits this filter` : t`No leads yet`}
          >
            {isFiltered ? (
              <Trans>Try another status or another word.</Trans>
            ) : (
              <Trans>
                Leads come from the chat on your website. <Link to="/keys">Put the widget there</Link>, or enter a phone
                call by hand.
              </Trans>
            )}
          </Empty>
        )}
        <Table className={classes.table} data-empty={total === 0 || undefined} layout="fixed">
          <Table.Thead className={classes.head}>
            <Table.Tr>
              <Table.Th className={classes.scoreCell}>{t`Score`}</Table.Th>
              <Table.Th className={classes.whoCell}>{t`Customer`}</Table.Th>
              <Table.Th className={classes.wishCell}>{t`Wish`}</Table.Th>
              <Table.Th className={classes.statusCell}>{t`Status`}</Table.Th>
              <Table.Th className={classes.timeCell}>{t`Received`}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Rows more={pages - 1} onCount={setTotal} onMore={setHasMore} variables={variablesOf(search)} />
          </Table.Tbody>
        </Table>
      </Panel>
      {hasMore && (
        <Button onClick={() => change({ pages: pages + 1 })} style={{ alignSelf: "center" }} variant="default">
          <Trans>Load more</Trans>
        </Button>
      )}
      {!canWrite && (
        <Text c="dimmed" size="sm">
          <Trans>You may read leads but not change them.</Trans>
        </Text>
      )}
      <Suspense>
        {search.create && canWrite && <LeadForm onClose={() => change({ create: undefined, pages: search.pages })} />}
      </Suspense>
    </Page>
  );
}
