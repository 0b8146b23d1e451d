/** The frame of the operator area: its screens, who is signed in, and the way out. */
import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { useQuery } from "urql";
import { client, onSessionEnded } from "../../shared/client";
import { Logo } from "../../shared/logo";
import { PanelsLoading, ReadProblem } from "../../shared/states";
import classes from "./area.module.css";
import { OperatorSessionEndMutation, OperatorViewerQuery } from "./documents";

function toSignIn(): void {
  window.location.assign("/operator/sign-in");
}

async function leave(): Promise<void> {
  await client.mutation(OperatorSessionEndMutation, {}).toPromise();
  toSignIn();
}

/** The layout route of a signed-in operator. */
export function OperatorArea() {
  const { t } = useLingui();
  const [{ data, error }, read] = useQuery({ query: OperatorViewerQuery });
  const operator = data?.viewer.operator;
  const isNobody = data !== undefined && !operator;

  useEffect(() => onSessionEnded(toSignIn), []);
  useEffect(() => {
    if (isNobody) toSignIn();
  }, [isNobody]);

  const screens = [
    { to: "/operator", label: t`Workshops`, exact: true },
    { to: "/operator/errors", label: t`Errors`, exact: false },
    { to: "/operator/jobs", label: t`Jobs`, exact: true },
    { to: "/operator/limits", label: t`Limits`, exact: true },
    { to: "/operator/health", label: t`Health`, exact: true },
  ] as const;

  return (
    <div className={classes.area}>
      <header className={classes.header}>
        <Link className={classes.brand} to="/operator">
          <Logo />
        </Link>
        <nav aria-label={t`Operator area`} className={classes.screens}>
          {screens.map(({ to, label, exact }) => (
            <Link activeOptions={{ exact }} activeProps={{ "data-active": true }} className={classes.screen} key={to} to={to}>
              {label}
            </Link>
          ))}
        </nav>
        {operator && (
          <div className={classes.who}>
            <span className="clamp">{operator.name}</span>
            <Button onClick={() => void leave()} size="compact-sm" variant="default">
              <Trans>Sign out</Trans>
            </Button>
          </div>
        )}
      </header>
      <main id="content">
        {error && !data && <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} />}
        {operator ? <Outlet /> : !error && <PanelsLoading heights={[320]} />}
      </main>
    </div>
  );
}
