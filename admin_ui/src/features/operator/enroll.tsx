/** Where an operator's first link leads: a password, the authenticator app, and the recovery codes. */
import { Anchor, Button, Code, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { CopyButton, CopyIcon } from "../../shared/copy";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { OperatorEnrollConfirmMutation, OperatorEnrollMutation } from "./documents";
import { Heading } from "./heading";

const route = getRouteApi("/operator-outside/operator/enroll");
const SHORTEST_PASSWORD = 12;
const QR_SIZE = 180;
const GROUP = /.{1,4}/g;

interface Enrolment {
  secret: string;
  uri: string;
  qrCode: string;
}

export function OperatorEnroll() {
  const { token = "" } = route.useSearch();
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes) return <RecoveryCodes codes={codes} />;
  if (enrolment) return <AuthenticatorStep enrolment={enrolment} onDone={setCodes} token={token} />;
  return <PasswordStep onDone={setEnrolment} token={token} />;
}

function PasswordStep({ token, onDone }: { token: string; onDone: (enrolment: Enrolment) => void }) {
  const { t } = useLingui();
  const form = useForm({
    initialValues: { password: "" },
    validate: {
      password: (value) =>
        value.length >= SHORTEST_PASSWORD ? null : t`The password needs at least ${SHORTEST_PASSWORD} characters.`,
    },
  });
  const { send, isRunning, problems } = useSubmit(OperatorEnrollMutation, { form });

  async function submit({ password }: typeof form.values): Promise<void> {
    const payload = await send({ token, password });
    if (payload?.enrolment) onDone(payload.enrolment);
  }

  return (
    <>
      <Heading title={t`Set up your access`}>
        <Trans>First a password, then an authenticator app on your phone.</Trans>
      </Heading>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          <PasswordInput
            {...form.getInputProps("password")}
            autoComplete="new-password"
            label={t`New password`}
            maxLength={128}
            visibilityToggleButtonProps={{ "aria-label": t`Show or hide the password` }}
          />
          <Button fullWidth loading={isRunning} size="md" type="submit">
            <Trans>Continue</Trans>
          </Button>
        </Stack>
      </form>
    </>
  );
}

interface AuthenticatorProps {
  token: string;
  enrolment: Enrolment;
  onDone: (codes: readonly string[]) => void;
}

function AuthenticatorStep({ token, enrolment, onDone }: AuthenticatorProps) {
  const { t } = useLingui();
  const form = useForm({
    initialValues: { code: "" },
    validate: { code: (value) => (value.trim() ? null : t`Please enter the code of your authenticator app.`) },
  });
  const { send, isRunning, problems } = useSubmit(OperatorEnrollConfirmMutation, { form });

  async function submit({ code }: typeof form.values): Promise<void> {
    const payload = await send({ token, code: code.trim() });
    if (payload?.recoveryCodes) onDone(payload.recoveryCodes);
  }

  return (
    <>
      <Heading title={t`Connect the authenticator app`}>
        <Trans>Scan the QR code with the app, or enter the key by hand. Then show us the first code.</Trans>
      </Heading>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          <img
            alt={t`QR code for the authenticator app`}
            height={QR_SIZE}
            src={`data:image/svg+xml,${encodeURIComponent(enrolment.qrCode)}`}
            width={QR_SIZE}
          />
          <div>
            <Text fw={550} size="sm">
              <Trans>Key for the app</Trans>
            </Text>
            <Code data-testid="totp-secret" fz="md">
              {enrolment.secret.match(GROUP)?.join(" ")}
            </Code>{" "}
            <CopyIcon label={t`Copy the key`} text={enrolment.secret} />
            <Text mt={4} size="sm">
              <Anchor href={enrolment.uri}>
                <Trans>Open in the app on this device</Trans>
              </Anchor>
            </Text>
          </div>
          <TextInput
            {...form.getInputProps("code")}
            autoComplete="one-time-code"
            inputMode="numeric"
            label={t`Code of the authenticator app`}
          />
          <Button fullWidth loading={isRunning} size="md" type="submit">
            <Trans>Confirm</Trans>
          </Button>
        </Stack>
      </form>
    </>
  );
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useLingui();
  return (
    <>
      <Heading title={t`Your recovery codes`}>
        <Trans>Each replaces the app once, should you lose it. They are shown only now: keep them apart from your phone.</Trans>
      </Heading>
      <Stack gap="md">
        <Code block fz="sm">
          {codes.join("\n")}
        </Code>
        <CopyButton label={t`Copy the codes`} text={codes.join("\n")} />
        <Button onClick={() => window.location.assign("/operator")} size="md" variant="default">
          <Trans>To the operator area</Trans>
        </Button>
      </Stack>
    </>
  );
}
