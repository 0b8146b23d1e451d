/** Whom the rate limits refused most. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { Chips } from "../../shared/chips";
import { useFormats } from "../../shared/formats";
import { Page, Panel } from "../../shared/page";
import { Empty, ReadProblem, RowsLoading } from "../../shared/states";
import classes from "./area.module.css";
import { LimitRefusalsQuery } from "./documents";
import { rateClassLabels } from "./labels";

const HOURS = { day: 24, week: 24 * 7, month: 24 * 30 } as const;

function Sources({ hours }: { hours: number }) {
  const { t } = useLingui();
  const formats = useFormats();
  const [{ data, error }, read] = useQuery({ query: LimitRefusalsQuery, variables: { hours }, requestPolicy: "cache-and-network" });
  const sources = data?.limitRefusals;
  if (!sources) {
    if (!error) return <RowsLoading height={64} />;
    return <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} />;
  }
  if (sources.length === 0) return <Empty icon="check" title={t`Nobody was refused`} />;
  return (
    <ul className={classes.list}>
      {sources.map((each, place) => (
        <li className={classes.row} key={place}>
          <div className={classes.what}>
            <div>
              {t(rateClassLabels[each.rateClass])} · {each.workshopName ?? t`no workshop`}
            </div>
            <div className={classes.quiet}>
              <Trans>Source {each.source}</Trans>
              {each.isByKey && <> · {t`with a client key`}</>}
            </div>
          </div>
          <div className={classes.quiet}>
            <Plural one="# refusal" other="# refusals" value={each.count} /> ·{" "}
            <time dateTime={each.lastHour}>{formats.dateTime(each.lastHour)}</time>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function LimitList() {
  const { t } = useLingui();
  const [span, setSpan] = useState<keyof typeof HOURS>("day");
  return (
    <Page
      description={<Trans>Who asked for more than the limits allow. A source is a hashed address: the same one looks the same every time.</Trans>}
      title={t`Limits`}
    >
      <Chips
        choices={[
          { value: "day", label: t`24 hours` },
          { value: "week", label: t`7 days` },
          { value: "month", label: t`30 days` },
        ]}
        label={t`Time span`}
        onChoose={setSpan}
        value={span}
      />
      <Panel isFlush>
        <Sources hours={HOURS[span]} key={span} />
      </Panel>
    </Page>
  );
}
