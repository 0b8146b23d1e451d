/** One program: what it may do, who let it in, when it was used last and how much. */
import { ActionIcon, Menu } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useFormats } from "../../shared/formats";
import type { ResultOf } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { Panel } from "../../shared/page";
import { Status } from "../../shared/status";
import type { InstallationsQuery } from "./documents";
import classes from "./integrations.module.css";
import { scopeLabel } from "./scopes";
import { Usage } from "./usage";

export type Installation = NonNullable<ResultOf<typeof InstallationsQuery>["installations"]>[number];

function State({ installation }: { installation: Installation }) {
  const { t } = useLingui();
  const formats = useFormats();
  const { lastUsedAt, revokedAt } = installation;
  if (revokedAt) return <Status color="var(--neutral)">{t`Ended`}</Status>;
  if (!lastUsedAt) return <Status color="var(--warning)">{t`Not used yet`}</Status>;
  const when = formats.ago(lastUsedAt);
  return <Status color="var(--positive)">{t`Used ${when}`}</Status>;
}

interface InstallationPanelProps {
  installation: Installation;
  canWrite: boolean;
  onRotate: () => void;
  onRevoke: () => void;
}

export function InstallationPanel({ installation, canWrite, onRotate, onRevoke }: InstallationPanelProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const { name, app, clientId, installedBy, revokedAt } = installation;
  return (
    <Panel
      action={
        canWrite &&
        installation.isActive && (
          <Menu position="bottom-end" width={220}>
            <Menu.Target>
              <ActionIcon aria-label={t`Actions for ${name}`}>
                <Icon name="dots" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {installation.isOwn && (
                <Menu.Item leftSection={<Icon name="key" size={16} />} onClick={onRotate}>
                  <Trans>New secret</Trans>
                </Menu.Item>
              )}
              <Menu.Item c="var(--negative)" leftSection={<Icon name="x" size={16} />} onClick={onRevoke}>
                <Trans>End access</Trans>
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )
      }
      description={<State installation={installation} />}
      title={name}
    >
      <dl className={classes.facts}>
        <div>
          <dt>{t`May do`}</dt>
          <dd>
            <ul>
              {installation.scopes.map((scope) => {
                const label = scopeLabel(scope);
                return <li key={scope}>{typeof label === "string" ? label : t(label)}</li>;
              })}
            </ul>
          </dd>
        </div>
        <div>
          <dt>{app ? t`Developer` : t`Client ID`}</dt>
          <dd className="break">{app ? app.developer : clientId}</dd>
        </div>
        <div>
          <dt>{t`Created`}</dt>
          <dd>
            {formats.date(installation.createdAt)}
            {installedBy && `, ${installedBy}`}
          </dd>
        </div>
        {revokedAt && (
          <div>
            <dt>{t`Ended`}</dt>
            <dd>{formats.dateTime(revokedAt)}</dd>
          </div>
        )}
      </dl>
      {installation.isActive && <Usage days={installation.usage} />}
    </Panel>
  );
}
