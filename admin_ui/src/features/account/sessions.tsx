/** Where one is signed in, and the way to end it there. */
import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { useFormats } from "../../shared/formats";
import { Panel } from "../../shared/page";
import { PanelsLoading, Problems, ReadProblem } from "../../shared/states";
import { Status } from "../../shared/status";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { deviceOf } from "./device";
import { SessionEndOtherMutation, SessionsQuery } from "./documents";
import classes from "./sessions.module.css";

export function SessionsPanel() {
  const { t } = useLingui();
  const formats = useFormats();
  const [{ data, error }, read] = useQuery({ query: SessionsQuery, requestPolicy: "cache-and-network" });
  const { send, isRunning, problems } = useSubmit(SessionEndOtherMutation);
  const readAgain = () => read({ requestPolicy: "network-only" });

  async function end(id: string): Promise<void> {
    if (await send({ id })) tell(t`Signed out there.`);
    readAgain();
  }

  const current = data?.viewer.session?.id;
  return (
    <Panel description={t`Do you not know one of these? Sign it out and change your password.`} title={t`Where you are signed in`}>
      <Problems problems={problems} />
      {error && !data && <ReadProblem error={error} retry={readAgain} />}
      {!data && !error && <PanelsLoading heights={[90]} />}
      <ul className={classes.list}>
        {data?.sessions?.map((session) => {
          const device = deviceOf(session.userAgent) ?? (session.kind === "NATIVE" ? t`An app` : t`Unknown device`);
          const since = formats.dateTime(session.createdAt);
          const used = formats.ago(session.lastUsedAt);
          return (
            <li className={classes.row} key={session.id}>
              <div>
                <div>{device}</div>
                <div className={classes.quiet}>{t`Signed in ${since}, last used ${used}`}</div>
              </div>
              {session.id === current ? (
                <Status color="var(--positive)">{t`This device`}</Status>
              ) : (
                <Button
                  aria-label={t`Sign out on ${device}`}
                  disabled={isRunning}
                  onClick={() => void end(session.id)}
                  size="compact-sm"
                  variant="default"
                >
                  <Trans>Sign out</Trans>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
