/** Integrations: the programs that act for the workshop; an owner lets them in and ends it. */
import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { Confirm } from "../../shared/confirm";
import { Icon } from "../../shared/icons";
import { Page, Panel } from "../../shared/page";
import { usePermission } from "../../shared/session";
import { Empty, PanelsLoading, ReadProblem } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { InstallationRevokeMutation, InstallationRotateSecretMutation, InstallationsQuery } from "./documents";
import { type Installation, InstallationPanel } from "./panel";
import { type Credentials, SecretShown } from "./secret";

const AccessForm = lazy(() => import("./form").then((module) => ({ default: module.AccessForm })));

export function Integrations() {
  const { t } = useLingui();
  const canWrite = usePermission("PARTNERS_WRITE");
  const [{ data, error }, read] = useQuery({ query: InstallationsQuery });
  const [isCreating, setCreating] = useState(false);
  const [credentials, setCredentials] = useState<Credentials>();
  const [revoked, setRevoked] = useState<Installation>();
  const [rotated, setRotated] = useState<Installation>();
  const revocation = useSubmit(InstallationRevokeMutation);
  const rotation = useSubmit(InstallationRotateSecretMutation);
  const readAgain = () => read({ requestPolicy: "network-only" });
  const installations = data?.installations;

  function show(made: Credentials): void {
    setCreating(false);
    setRotated(undefined);
    setCredentials(made);
    readAgain();
  }

  async function rotate(): Promise<void> {
    if (!rotated) return;
    const payload = await rotation.send({ id: rotated.id });
    const clientId = payload?.installation?.clientId;
    if (payload?.secret && clientId) show({ clientId, secret: payload.secret });
  }

  async function revoke(): Promise<void> {
    if (!revoked || !(await revocation.send({ id: revoked.id }))) return;
    setRevoked(undefined);
    tell(t`The access was ended.`);
    readAgain();
  }

  const create = canWrite && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setCreating(true)}>
      <Trans>Create an API access</Trans>
    </Button>
  );
  const ordered = [...(installations ?? [])].sort((a, b) => Number(b.isActive) - Number(a.isActive));
  return (
    <Page
      actions={installations && installations.length > 0 && create}
      description={<Trans>Programs that may read or enter data for your workshop, each only what you allowed.</Trans>}
      title={t`Integrations`}
      width="form"
    >
      {error && !data && <ReadProblem error={error} retry={readAgain} />}
      {!data && !error && <PanelsLoading heights={[260]} />}
      {installations?.length === 0 && (
        <Panel isFlush>
          <Empty action={create} icon="key" title={t`No program is connected`}>
            <Trans>Apps ask you for permission themselves. For a program of your own, create an API access.</Trans>
          </Empty>
        </Panel>
      )}
      {ordered.map((installation) => (
        <InstallationPanel
          canWrite={canWrite}
          installation={installation}
          key={installation.id}
          onRevoke={() => {
            revocation.clear();
            setRevoked(installation);
          }}
          onRotate={() => {
            rotation.clear();
            setRotated(installation);
          }}
        />
      ))}
      <Suspense>{isCreating && <AccessForm onClose={() => setCreating(false)} onMade={show} />}</Suspense>
      {credentials && <SecretShown credentials={credentials} onClose={() => setCredentials(undefined)} />}
      <Confirm
        action={t`New secret`}
        isOpen={rotated !== undefined}
        isRunning={rotation.isRunning}
        onClose={() => setRotated(undefined)}
        onConfirm={() => void rotate()}
        problems={rotation.problems}
        title={t`Make a new secret?`}
      >
        <Trans>
          The old secret of <strong>{rotated?.name}</strong> is invalid at once. Enter the new one in the program within an
          hour.
        </Trans>
      </Confirm>
      <Confirm
        action={t`End access`}
        isOpen={revoked !== undefined}
        isRunning={revocation.isRunning}
        onClose={() => setRevoked(undefined)}
        onConfirm={() => void revoke()}
        problems={revocation.problems}
        title={t`End this access?`}
      >
        <Trans>
          <strong>{revoked?.name}</strong> can no longer read or enter anything, from this moment on.
        </Trans>
      </Confirm>
    </Page>
  );
}
