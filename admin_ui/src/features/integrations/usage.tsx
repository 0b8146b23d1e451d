/** How much a program asks, day by day: bars to look at, and the sum to read. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useFormats } from "../../shared/formats";
import classes from "./integrations.module.css";

const DAYS = 30;
const HEIGHT = 48;
const MILLISECONDS = 86_400_000;

export interface RequestDay {
  day: string;
  requests: number;
}

/** The last days up to `today`, oldest first; a day without requests counts as none. */
export function lastDays(days: readonly RequestDay[], today: Date): RequestDay[] {
  const known = new Map(days.map(({ day, requests }) => [day, requests]));
  return Array.from({ length: DAYS }, (_, index) => {
    const day = new Date(today.getTime() - (DAYS - 1 - index) * MILLISECONDS).toISOString().slice(0, 10);
    return { day, requests: known.get(day) ?? 0 };
  });
}

export function Usage({ days }: { days: readonly RequestDay[] }) {
  const { t } = useLingui();
  const formats = useFormats();
  const shown = lastDays(days, new Date());
  const most = Math.max(1, ...shown.map(({ requests }) => requests));
  const total = shown.reduce((sum, { requests }) => sum + requests, 0);
  return (
    <div className={classes.usage}>
      <div className={classes.quiet}>
        <Trans>Last 30 days</Trans>: <Plural one="# request" other="# requests" value={total} />
      </div>
      <svg
        aria-label={t`Requests per day in the last 30 days`}
        className={classes.bars}
        preserveAspectRatio="none"
        role="img"
        viewBox={`0 0 ${DAYS} ${HEIGHT}`}
      >
        {shown.map(({ day, requests }, index) => {
          const height = requests === 0 ? 1 : Math.max(3, (requests / most) * HEIGHT);
          return (
            <rect className={classes.bar} height={height} key={day} width={0.8} x={index} y={HEIGHT - height}>
              <title>{`${formats.day(day)}: ${formats.number(requests)}`}</title>
            </rect>
          );
        })}
      </svg>
    </div>
  );
}
