/** A state as a coloured dot and a word: the word carries the meaning, the colour only helps. */
import classes from "./status.module.css";

export function Status({ color, children }: { color: string; children: string }) {
  return (
    <span className={classes.status}>
      <span aria-hidden="true" className={classes.dot} style={{ background: color }} />
      {children}
    </span>
  );
}

/** A score from 0 to 100 as a number in a ring that is filled that far. */
export function ScoreRing({ score, size = 30, label }: { score: number; size?: number; label: string }) {
  const radius = size / 2 - 2;
  const length = 2 * Math.PI * radius;
  const share = Math.min(100, Math.max(0, score)) / 100;
  const color = score >= 60 ? "var(--positive)" : score >= 30 ? "var(--warning)" : "var(--neutral)";
  return (
    <svg aria-label={label} className={classes.ring} height={size} role="img" viewBox={`0 0 ${size} ${size}`} width={size}>
      <circle cx={size / 2} cy={size / 2} fill="none" r={radius} stroke="var(--hairline)" strokeWidth={2.5} />
      <circle
        cx={size / 2}
        cy={size / 2}
        fill="none"
        r={radius}
        stroke={color}
        strokeDasharray={`${share * length} ${length}`}
        strokeLinecap="round"
        strokeWidth={2.5}
        transform={`rotate(-90 ${size / 2} ${size / 2})`}
      />
      <text aria-hidden="true" className={classes.score} dy="0.36em" fontSize={size * 0.36} x="50%" y="50%">
        {score}
      </text>
    </svg>
  );
}
