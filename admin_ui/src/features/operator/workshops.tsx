/** All workshops by name and counts, and the way into one of them. */
import { Button } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { useFormats } from "../../shared/formats";
import type { ResultOf, VariablesOf } from "../../shared/graphql";
import { Page, Panel } from "../../shared/page";
import { SearchField } from "../../shared/search-field";
import { Empty, ReadProblem, RowsLoading } from "../../shared/states";
import classes from "./area.module.css";
import { PlatformWorkshopsQuery } from "./documents";
import { More } from "./more";
import { VisitForm } from "./visit-form";

const PAGE_SIZE = 50;

export type Workshop = NonNullable<
  ResultOf<typeof PlatformWorkshopsQuery>["platformWorkshops"]
>["edges"][number]["node"];
type Variables = VariablesOf<typeof PlatformWorkshopsQuery>;

function WorkshopRow({ workshop, onVisit }: { workshop: Workshop; onVisit: (workshop: Workshop) => void }) {
  const { t } = useLingui();
  const formats = useFormats();
  const { name, city, createdAt, memberCount, leadsLately, conversationsLately } = workshop;
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <div>{name}</div>
        <div className={classes.quiet}>
          {city ?? "–"} · <Trans>since {formats.date(createdAt)}</Trans> ·{" "}
          <Plural one="# member" other="# members" value={memberCount} />
        </div>
      </div>
      <div className={classes.quiet}>
        <Trans>Last 30 days</Trans>: <Plural one="# lead" other="# leads" value={leadsLately} />,{" "}
        <Plural one="# conversation" other="# conversations" value={conversationsLately} />
      </div>
      <Button aria-label={t`Visit ${name}`} onClick={() => onVisit(workshop)} size="compact-sm" variant="default">
        <Trans>Visit …</Trans>
      </Button>
    </li>
  );
}

function Rows({ variables, onVisit }: { variables: Variables; onVisit: (workshop: Workshop) => void }) {
  const { t } = useLingui();
  const [{ data, error }, read] = useQuery({ query: PlatformWorkshopsQuery, variables });
  const [showsMore, setShowsMore] = useState(false);
  const page = data?.platformWorkshops;
  if (!page) {
    if (!error) return <RowsLoading height={64} />;
    return <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} />;
  }
  if (page.totalCount === 0) {
    return (
      <Empty icon="building" title={t`No workshop found`}>
        <Trans>Try another word.</Trans>
      </Empty>
    );
  }
  return (
    <>
      <ul className={classes.list}>
        {page.edges.map(({ node }) => (
          <WorkshopRow key={node.id} onVisit={onVisit} workshop={node} />
        ))}
      </ul>
      {page.pageInfo.hasNextPage && !showsMore && <More onMore={() => setShowsMore(true)} />}
      {showsMore && <Rows onVisit={onVisit} variables={{ ...variables, after: page.pageInfo.endCursor }} />}
    </>
  );
}

export function PlatformWorkshops() {
  const { t } = useLingui();
  const [text, setText] = useState<string>();
  const [visited, setVisited] = useState<Workshop>();
  return (
    <Page description={<Trans>Names and counts. What a workshop knows of its customers is not shown here.</Trans>} title={t`Workshops`}>
      <div>
        <SearchField label={t`Search by name or town`} onSearch={setText} text={text} />
      </div>
      <Panel isFlush>
        <Rows key={text ?? ""} onVisit={setVisited} variables={{ filter: text ? { search: text } : {}, first: PAGE_SIZE }} />
      </Panel>
      {visited && <VisitForm onClose={() => setVisited(undefined)} workshop={visited} />}
    </Page>
  );
}
