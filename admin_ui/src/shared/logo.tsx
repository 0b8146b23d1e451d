/** The sign of the product: a car and a tool. */
import { Trans } from "@lingui/react/macro";
import classes from "./logo.module.css";

/** The sign alone; `size` in pixels. */
export function LogoSign({ size = 28 }: { size?: number }) {
  return <img alt="" className={classes.sign} height={size} src="/favicon.svg" width={size} />;
}

/** The sign and the name of the product. */
export function Logo({ withTagline = false }: { withTagline?: boolean }) {
  return (
    <span className={classes.logo}>
      <LogoSign size={withTagline ? 40 : 28} />
      <span>
        <span className={classes.name}>CarBot</span>
        {withTagline && (
          <span className={classes.tagline}>
            <Trans>Your digital service advisor</Trans>
          </span>
        )}
      </span>
    </span>
  );
}
