/** The second factor: whether the sign-in asks for a code, and the ways to change that. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { useFormats } from "../../shared/formats";
import { Panel } from "../../shared/page";
import { PanelsLoading, ReadProblem } from "../../shared/states";
import { tell } from "../../shared/toasts";
import { RecoveryCodesRenewMutation, SecondFactorQuery, TotpDisableMutation } from "./documents";
import { Proof } from "./proof";
import { RecoveryCodes } from "./recovery-codes";
import { TotpSetup } from "./totp-setup";

type Act = "set-up" | "renew" | "switch-off";

export function SecondFactorPanel({ onEnabled }: { onEnabled: () => void }) {
  const { t } = useLingui();
  const formats = useFormats();
  const [act, setAct] = useState<Act | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [{ data, error }, read] = useQuery({ query: SecondFactorQuery, requestPolicy: "cache-and-network" });
  const person = data?.viewer.person;
  const since = person?.secondFactorSince ? formats.dateTime(person.secondFactorSince) : null;
  const left = person?.recoveryCodesLeft ?? 0;

  function done(shown: readonly string[] | null): void {
    setAct(null);
    setCodes(shown);
    read({ requestPolicy: "network-only" });
  }

  return (
    <Panel
      description={t`After the password, the sign-in asks for a code from an app on your phone. So a stolen password is not enough.`}
      title={t`Two-step sign-in`}
    >
      {error && !data && <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} />}
      {!data && !error && <PanelsLoading heights={[40]} />}
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(null)} />}
      {person && !codes && act === null && (
        <Stack gap="sm">
          <Text size="sm">
            {since ? t`Switched on since ${since}. Recovery codes left: ${left}` : t`It is switched off.`}
          </Text>
          <Group gap="xs" justify="flex-end">
            {since ? (
              <>
                <Button onClick={() => setAct("renew")} variant="default">
                  <Trans>New recovery codes</Trans>
                </Button>
                <Button onClick={() => setAct("switch-off")} variant="default">
                  <Trans>Switch off</Trans>
                </Button>
              </>
            ) : (
              <Button onClick={() => setAct("set-up")}>
                <Trans>Set this up</Trans>
              </Button>
            )}
          </Group>
        </Stack>
      )}
      {act === "set-up" && (
        <TotpSetup
          onCancel={() => setAct(null)}
          onDone={(shown) => {
            tell(t`Two-step sign-in is switched on. You are signed out everywhere else.`);
            done(shown);
            onEnabled();
          }}
        />
      )}
      {act === "renew" && (
        <Proof
          action={t`Show new codes`}
          document={RecoveryCodesRenewMutation}
          onCancel={() => setAct(null)}
          onDone={(payload) => done(payload.recoveryCodes)}
        />
      )}
      {act === "switch-off" && (
        <Proof
          action={t`Switch off`}
          document={TotpDisableMutation}
          onCancel={() => setAct(null)}
          onDone={() => {
            tell(t`Two-step sign-in is switched off.`);
            done(null);
          }}
        />
      )}
    </Panel>
  );
}
