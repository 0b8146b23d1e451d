/** A line over every screen while an operator visits the workshop: who, why, how much longer, and the way out. */
import { Button } from "@mantine/core";
import { Plural, Trans } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { Icon } from "../shared/icons";
import { endVisit, type Session } from "../shared/session";
import classes from "./visit-banner.module.css";

const MINUTE = 60_000;
const LOOK_MILLISECONDS = 5_000;

function minutesUntil(moment: string): number {
  return Math.max(0, Math.ceil((new Date(moment).getTime() - Date.now()) / MINUTE));
}

export function VisitBanner({ visit }: { visit: NonNullable<Session["impersonation"]> }) {
  const { operatorName, reason, expiresAt } = visit;
  const [minutes, setMinutes] = useState(() => minutesUntil(expiresAt));
  const [isEnding, setEnding] = useState(false);
  useEffect(() => {
    const timer = window.setInterval(() => setMinutes(minutesUntil(expiresAt)), LOOK_MILLISECONDS);
    return () => window.clearInterval(timer);
  }, [expiresAt]);

  function end(): void {
    setEnding(true);
    void endVisit();
  }

  return (
    <section className={classes.banner}>
      <Icon name="key" size={16} />
      <span className={classes.text}>
        <strong>
          <Trans>Visit by CarBot operations ({operatorName})</Trans>
        </strong>{" "}
        {reason}
      </span>
      <span className={classes.time}>
        <Plural one="# minute left" other="# minutes left" value={minutes} />
      </span>
      <Button loading={isEnding} onClick={end} size="compact-sm" variant="default">
        <Trans>End the visit</Trans>
      </Button>
    </section>
  );
}
