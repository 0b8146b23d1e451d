/** Setting an app up: the password, then the app's secret as a picture and in letters, then its first code. */
import { Anchor, Button, Code, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { CopyIcon } from "../../shared/copy";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { TotpEnableMutation, TotpPrepareMutation } from "./documents";
import classes from "./second-factor.module.css";

interface Preparation {
  secret: string;
  address: string;
  qrCode: string;
}

interface TotpSetupProps {
  onDone: (recoveryCodes: readonly string[]) => void;
  onCancel: () => void;
}

export function TotpSetup({ onDone, onCancel }: TotpSetupProps) {
  const [preparation, setPreparation] = useState<Preparation | null>(null);
  if (preparation) return <FirstCode onCancel={onCancel} onDone={onDone} preparation={preparation} />;
  return <AskPassword onCancel={onCancel} onPrepared={setPreparation} />;
}

function AskPassword({ onPrepared, onCancel }: { onPrepared: (made: Preparation) => void; onCancel: () => void }) {
  const { t } = useLingui();
  const form = useForm({
    initialValues: { currentPassword: "" },
    validate: { currentPassword: (value) => (value ? null : t`Please enter your current password.`) },
  });
  const { send, isRunning, problems } = useSubmit(TotpPrepareMutation, { form });

  async function submit(values: typeof form.values): Promise<void> {
    const payload = await send(values);
    if (payload?.preparation) onPrepared(payload.preparation);
  }

  return (
    <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
      <Stack gap="md">
        <Problems problems={problems} />
        <PasswordInput
          {...form.getInputProps("currentPassword")}
          autoComplete="current-password"
          label={t`Your password`}
          maxLength={128}
          visibilityToggleButtonProps={{ "aria-label": t`Show or hide the password` }}
        />
        <Group gap="xs" justify="flex-end">
          <Button onClick={onCancel} variant="default">
            <Trans>Cancel</Trans>
          </Button>
          <Button loading={isRunning} type="submit">
            <Trans>Continue</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function FirstCode({ preparation, onDone, onCancel }: TotpSetupProps & { preparation: Preparation }) {
  const { t } = useLingui();
  const form = useForm({
    initialValues: { code: "" },
    validate: { code: (value) => (value.trim() ? null : t`Please enter a code.`) },
  });
  const { send, isRunning, problems } = useSubmit(TotpEnableMutation, { form });

  async function submit(values: typeof form.values): Promise<void> {
    const payload = await send(values);
    if (payload?.recoveryCodes) onDone(payload.recoveryCodes);
  }

  return (
    <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
      <Stack gap="md">
        <Problems problems={problems} />
        <Text size="sm">
          <Trans>Scan this picture with an app for codes on your phone, then enter the code that it shows.</Trans>
        </Text>
        <div className={classes.setup}>
          <img
            alt={t`QR code for the app`}
            className={classes.picture}
            src={`data:image/svg+xml,${encodeURIComponent(preparation.qrCode)}`}
          />
          <Stack gap={4}>
            <Text c="dimmed" size="sm">
              <Trans>Or enter this in the app:</Trans>
            </Text>
            <Group gap={6} wrap="nowrap">
              <Code className={classes.secret}>{preparation.secret.replace(/(.{4})(?=.)/g, "$1 ")}</Code>
              <CopyIcon label={t`Copy the secret`} text={preparation.secret} />
            </Group>
            <Anchor href={preparation.address} size="sm">
              <Trans>Open the app on this device</Trans>
            </Anchor>
          </Stack>
        </div>
        <TextInput
          {...form.getInputProps("code")}
          autoComplete="one-time-code"
          autoFocus
          inputMode="numeric"
          label={t`Code`}
          maxLength={10}
        />
        <Group gap="xs" justify="flex-end">
          <Button onClick={onCancel} variant="default">
            <Trans>Cancel</Trans>
          </Button>
          <Button loading={isRunning} type="submit">
            <Trans>Switch on</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
