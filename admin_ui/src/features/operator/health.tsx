/** Whether the API reaches its database, as the probes see it. */
import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { Icon } from "../../shared/icons";
import { Page, Panel } from "../../shared/page";
import { PanelsLoading } from "../../shared/states";
import { Status } from "../../shared/status";
import classes from "./area.module.css";

interface Probe {
  isReady: boolean;
  release: string | null;
}

async function ask(): Promise<Probe> {
  try {
    const response = await fetch("/health/ready");
    const answer = (await response.json()) as { release?: string };
    return { isReady: response.ok, release: answer.release ?? null };
  } catch {
    return { isReady: false, release: null };
  }
}

export function Health() {
  const { t } = useLingui();
  const [probe, setProbe] = useState<Probe>();
  const look = () => void ask().then(setProbe);
  useEffect(look, []);
  return (
    <Page
      actions={
        <Button leftSection={<Icon name="refresh" size={16} />} onClick={look} variant="default">
          <Trans>Look again</Trans>
        </Button>
      }
      description={<Trans>What the probe of this API process answers now.</Trans>}
      title={t`Health`}
      width="form"
    >
      {!probe && <PanelsLoading heights={[96]} />}
      {probe && (
        <Panel>
          <dl className={classes.facts}>
            <div>
              <dt>{t`API and database`}</dt>
              <dd>
                {probe.isReady ? (
                  <Status color="var(--positive)">{t`Ready`}</Status>
                ) : (
                  <Status color="var(--negative)">{t`Not ready`}</Status>
                )}
              </dd>
            </div>
            <div>
              <dt>{t`Version`}</dt>
              <dd>{probe.release ?? "–"}</dd>
            </div>
          </dl>
        </Panel>
      )}
    </Page>
  );
}
