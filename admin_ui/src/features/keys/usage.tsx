/** How often a key was used, day by day: bars to look at, a table to read. */
import { UnstyledButton } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useLayoutEffect, useRef, useState } from "react";
import { useFormats } from "../../shared/formats";
import classes from "./keys.module.css";

export interface UsageDay {
  day: string;
  opens: number;
  conversations: number;
  messages: number;
  leads: number;
}

const HEIGHT = 72;
const GAP = 3;

/** The width the element has, in pixels. */
function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}

function Bars({ days }: { days: readonly UsageDay[] }) {
  const { t } = useLingui();
  const formats = useFormats();
  const { ref, width } = useWidth();
  const most = Math.max(1, ...days.map(({ opens }) => opens));
  const bar = Math.max(1, (width - GAP * (days.length - 1)) / Math.max(1, days.length));
  const total = days.reduce((sum, { opens }) => sum + opens, 0);
  return (
    <div className={classes.bars} ref={ref}>
      <svg aria-label={t`The widget was opened ${total} times in 30 days.`} height={HEIGHT} role="img" width={width}>
        {days.map(({ day, opens, conversations }, index) => {
          const height = opens === 0 ? 2 : Math.max(4, (opens / most) * HEIGHT);
          const talked = opens === 0 ? 0 : Math.min(height, (conversations / most) * HEIGHT);
          const x = index * (bar + GAP);
          return (
            <g key={day}>
              <title>{`${formats.day(day)}: ${opens} / ${conversations}`}</title>
              <rect fill="var(--bar)" height={height} rx={Math.min(2, bar / 2)} width={bar} x={x} y={HEIGHT - height} />
              <rect
                fill="var(--mantine-color-blue-6)"
                height={talked}
                rx={Math.min(2, bar / 2)}
                width={bar}
                x={x}
                y={HEIGHT - talked}
              />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function UsageTable({ days }: { days: readonly UsageDay[] }) {
  const { t } = useLingui();
  const formats = useFormats();
  return (
    <div className={classes.tableBox} role="region" aria-label={t`Usage per day`} tabIndex={0}>
      <table className={`${classes.table} tabular`}>
        <thead>
          <tr>
            <th scope="col">{t`Day`}</th>
            <th scope="col">{t`Opened`}</th>
            <th scope="col">{t`Conversations`}</th>
            <th scope="col">{t`Messages`}</th>
            <th scope="col">{t`Leads`}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day}>
              <th scope="row">{formats.weekdayAndDay(day.day)}</th>
              <td>{formats.number(day.opens)}</td>
              <td>{formats.number(day.conversations)}</td>
              <td>{formats.number(day.messages)}</td>
              <td>{formats.number(day.leads)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Usage({ days }: { days: readonly UsageDay[] }) {
  const [isTable, setTable] = useState(false);
  const inOrder = days.toSorted((a, b) => a.day.localeCompare(b.day));
  const conversations = days.reduce((sum, day) => sum + day.conversations, 0);
  const leads = days.reduce((sum, day) => sum + day.leads, 0);
  return (
    <div>
      <div className={classes.usageHead}>
        <span>
          <Trans>Last 30 days</Trans>: <Plural one="# conversation" other="# conversations" value={conversations} />,{" "}
          <Plural one="# lead" other="# leads" value={leads} />
        </span>
        <UnstyledButton aria-pressed={isTable} className={classes.toggle} onClick={() => setTable(!isTable)}>
          {isTable ? <Trans>Show as chart</Trans> : <Trans>Show as table</Trans>}
        </UnstyledButton>
      </div>
      {isTable ? <UsageTable days={inOrder} /> : <Bars days={inOrder} />}
      {!isTable && (
        <div className={classes.legend}>
          <span data-kind="opens">
            <Trans>Widget opened</Trans>
          </span>
          <span data-kind="conversations">
            <Trans>Conversation begun</Trans>
          </span>
        </div>
      )}
    </div>
  );
}
