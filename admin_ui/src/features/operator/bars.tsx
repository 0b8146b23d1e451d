/** How many errors there were on each day, as bars. */
import { useLingui } from "@lingui/react/macro";
import { useFormats } from "../../shared/formats";
import classes from "./area.module.css";

const HEIGHT = 72;
const STEP = 10;
const WIDTH = 8;

export function Bars({ days }: { days: readonly { day: string; count: number }[] }) {
  const { t } = useLingui();
  const formats = useFormats();
  const most = Math.max(1, ...days.map(({ count }) => count));
  const total = days.reduce((sum, { count }) => sum + count, 0);
  return (
    <svg
      aria-label={t`${total} errors in 30 days`}
      className={classes.bars}
      preserveAspectRatio="none"
      role="img"
      viewBox={`0 0 ${Math.max(1, days.length) * STEP} ${HEIGHT}`}
    >
      {days.map(({ day, count }, index) => {
        const height = count === 0 ? 2 : Math.max(4, (count / most) * HEIGHT);
        return (
          <rect data-empty={count === 0 || undefined} height={height} key={day} width={WIDTH} x={index * STEP} y={HEIGHT - height}>
            <title>{`${formats.day(day)}: ${count}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}
