/** The client keys: the code for the website, where it was last seen, how much it is used. */
import { ActionIcon, Button, Menu } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useEffect, useState } from "react";
import { useQuery } from "urql";
import { Confirm } from "../../shared/confirm";
import { useFormats } from "../../shared/formats";
import type { ResultOf } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { Page, Panel } from "../../shared/page";
import { usePermission } from "../../shared/session";
import { Empty, PanelsLoading, ReadProblem } from "../../shared/states";
import { Status } from "../../shared/status";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { ClientKeyRevokeMutation, ClientKeysQuery } from "./documents";
import classes from "./keys.module.css";
import { Snippet } from "./snippet";
import { Usage } from "./usage";

const ClientKeyForm = lazy(() => import("./form").then((module) => ({ default: module.ClientKeyForm })));

const RotateKey = lazy(() => import("./rotate").then((module) => ({ default: module.RotateKey })));

const POLL_MILLISECONDS = 5_000;

type ClientKey = NonNullable<ResultOf<typeof ClientKeysQuery>["clientKeys"]>[number];

function Seen({ clientKey }: { clientKey: ClientKey }) {
  const { t } = useLingui();
  const formats = useFormats();
  const { endsAt, isActive, lastSeenAt, lastSeenOrigin, revokedAt } = clientKey;
  if (revokedAt) return <Status color="var(--neutral)">{t`Revoked`}</Status>;
  if (endsAt) {
    const end = formats.dateTime(endsAt);
    return isActive ? (
      <Status color="var(--warning)">{t`Replaced, works until ${end}`}</Status>
    ) : (
      <Status color="var(--neutral)">{t`Replaced on ${end}`}</Status>
    );
  }
  if (!lastSeenAt) return <Status color="var(--warning)">{t`Not seen on a website yet`}</Status>;
  const where = lastSeenOrigin?.replace(/^https?:\/\//, "") ?? "";
  const when = formats.ago(lastSeenAt);
  return <Status color="var(--positive)">{where ? t`Seen ${when} on ${where}` : t`Seen ${when}`}</Status>;
}

interface KeyPanelProps {
  clientKey: ClientKey;
  canWrite: boolean;
  onEdit: () => void;
  onRotate: () => void;
  onRevoke: () => void;
}

function KeyPanel({ clientKey, canWrite, onEdit, onRotate, onRevoke }: KeyPanelProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const { name } = clientKey;
  return (
    <Panel
      action={
        canWrite &&
        clientKey.isActive && (
          <Menu position="bottom-end" width={200}>
            <Menu.Target>
              <ActionIcon aria-label={t`Actions for ${name}`}>
                <Icon name="dots" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<Icon name="pencil" size={16} />} onClick={onEdit}>
                <Trans>Edit</Trans>
              </Menu.Item>
              {!clientKey.endsAt && (
                <Menu.Item leftSection={<Icon name="refresh" size={16} />} onClick={onRotate}>
                  <Trans>Replace key</Trans>
                </Menu.Item>
              )}
              <Menu.Item c="var(--negative)" leftSection={<Icon name="x" size={16} />} onClick={onRevoke}>
                <Trans>Revoke key</Trans>
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )
      }
      description={<Seen clientKey={clientKey} />}
      title={clientKey.isTest ? t`${name} (for tests)` : name}
    >
      {clientKey.isActive && <Snippet clientKey={clientKey.key} />}
      <dl className={classes.facts}>
        <div>
          <dt>{t`Allowed addresses`}</dt>
          <dd className="break">
            {clientKey.allowedOrigins.map((origin) => (
              <div key={origin}>{origin}</div>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t`Created`}</dt>
          <dd>{formats.date(clientKey.createdAt)}</dd>
        </div>
        {clientKey.revokedAt && (
          <div>
            <dt>{t`Revoked`}</dt>
            <dd>{formats.dateTime(clientKey.revokedAt)}</dd>
          </div>
        )}
      </dl>
      {clientKey.isActive && <Usage days={clientKey.usage} />}
    </Panel>
  );
}

export function ClientKeyList() {
  const { t } = useLingui();
  const canWrite = usePermission("KEYS_WRITE");
  const [{ data, error }, read] = useQuery({ query: ClientKeysQuery });
  const [isCreating, setCreating] = useState(false);
  const [edited, setEdited] = useState<ClientKey>();
  const [rotated, setRotated] = useState<ClientKey>();
  const [revoked, setRevoked] = useState<ClientKey>();
  const revocation = useSubmit(ClientKeyRevokeMutation);
  const readAgain = () => read({ requestPolicy: "network-only" });
  const keys = data?.clientKeys;
  const isWaiting = keys?.some(({ isActive, lastSeenAt }) => isActive && !lastSeenAt) ?? false;

  useEffect(() => {
    if (!isWaiting) return;
    const timer = window.setInterval(() => {
      if (document.visibilityState === "visible") read({ requestPolicy: "network-only" });
    }, POLL_MILLISECONDS);
    return () => window.clearInterval(timer);
  }, [isWaiting, read]);

  async function revoke(): Promise<void> {
    if (!revoked || !(await revocation.send({ id: revoked.id }))) return;
    setRevoked(undefined);
    tell(t`The client key was revoked.`);
    readAgain();
  }

  const create = canWrite && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setCreating(true)}>
      <Trans>Create a client key</Trans>
    </Button>
  );
  const active = keys?.filter(({ isActive }) => isActive) ?? [];
  const inactive = keys?.filter(({ isActive }) => !isActive) ?? [];
  return (
    <Page
      actions={keys && keys.length > 0 && create}
      description={<Trans>With a key the widget on your website speaks for your workshop.</Trans>}
      title={t`Client keys`}
      width="form"
    >
      {error && !data && <ReadProblem error={error} retry={readAgain} />}
      {!data && !error && <PanelsLoading heights={[380]} />}
      {keys?.length === 0 && (
        <Panel isFlush>
          <Empty action={create} icon="key" title={t`No client key yet`}>
            <Trans>Create one, copy one line of code to your website, and CarBot answers there.</Trans>
          </Empty>
        </Panel>
      )}
      {[...active, ...inactive].map((clientKey) => (
        <KeyPanel
          canWrite={canWrite}
          clientKey={clientKey}
          key={clientKey.id}
          onEdit={() => setEdited(clientKey)}
          onRotate={() => setRotated(clientKey)}
          onRevoke={() => {
            revocation.clear();
            setRevoked(clientKey);
          }}
        />
      ))}
      <Suspense>
        {isCreating && <ClientKeyForm onClose={() => setCreating(false)} onSaved={readAgain} />}
        {edited && <ClientKeyForm clientKey={edited} onClose={() => setEdited(undefined)} onSaved={readAgain} />}
        {rotated && <RotateKey clientKey={rotated} onClose={() => setRotated(undefined)} onSaved={readAgain} />}
      </Suspense>
      <Confirm
        action={t`Revoke key`}
        isOpen={revoked !== undefined}
        isRunning={revocation.isRunning}
        onClose={() => setRevoked(undefined)}
        onConfirm={() => void revoke()}
        problems={revocation.problems}
        title={t`Revoke this key?`}
      >
        <Trans>
          The widget with the key <strong>{revoked?.name}</strong> stops answering at once. This cannot be undone; for a new
          key the code on the website must be changed.
        </Trans>
      </Confirm>
    </Page>
  );
}
