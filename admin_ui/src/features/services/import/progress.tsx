/** How far something is, in per cent, for eyes and screen readers. */
import classes from "./import.module.css";

export function Progress({ label, value }: { label: string; value: number }) {
  return (
    <div className={classes.progress} role="status">
      <span>
        {label} <span className="tabular">{value} %</span>
      </span>
      <progress aria-label={label} max={100} value={value} />
    </div>
  );
}
