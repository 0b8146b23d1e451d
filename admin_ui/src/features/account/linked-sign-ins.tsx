/** By which accounts elsewhere one signs in, and the way to end that; nothing where there are none. */
import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { useFormats } from "../../shared/formats";
import { Panel } from "../../shared/page";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { LinkedSignInRemoveMutation, LinkedSignInsQuery } from "./documents";
import classes from "./sessions.module.css";

export function LinkedSignInsPanel() {
  const { t } = useLingui();
  const formats = useFormats();
  const [{ data }, read] = useQuery({ query: LinkedSignInsQuery, requestPolicy: "cache-and-network" });
  const { send, isRunning, problems } = useSubmit(LinkedSignInRemoveMutation);
  if (!data?.linkedSignIns?.length) return null;

  async function remove(id: string): Promise<void> {
    if (await send({ id })) tell(t`The link was removed.`);
    read({ requestPolicy: "network-only" });
  }

  return (
    <Panel description={t`With these accounts you sign in without your password.`} title={t`Linked sign-ins`}>
      <Problems problems={problems} />
      <ul className={classes.list}>
        {data.linkedSignIns.map(({ id, providerName, createdAt, lastUsedAt }) => {
          const since = formats.dateTime(createdAt);
          const used = formats.ago(lastUsedAt);
          return (
            <li className={classes.row} key={id}>
              <div>
                <div>{providerName}</div>
                <div className={classes.quiet}>{t`Linked ${since}, last used ${used}`}</div>
              </div>
              <Button
                aria-label={t`Remove the link to ${providerName}`}
                disabled={isRunning}
                onClick={() => void remove(id)}
                size="compact-sm"
                variant="default"
              >
                <Trans>Remove</Trans>
              </Button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
