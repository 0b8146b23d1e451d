/** Asking for a link that sets a new password. */
import { Alert, Anchor, Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Icon } from "../../shared/icons";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { PasswordResetRequestMutation } from "./documents";
import { Heading } from "./heading";

export function ForgotPassword() {
  const { t } = useLingui();
  const [isSent, setSent] = useState(false);
  const form = useForm({
    initialValues: { email: "" },
    validate: { email: (value) => (value.trim() ? null : t`Please enter your e-mail address.`) },
  });
  const { send, isRunning, problems } = useSubmit(PasswordResetRequestMutation, { form });

  async function submit(values: typeof form.values): Promise<void> {
    if (await send({ email: values.email.trim() })) setSent(true);
  }

  return (
    <>
      <Heading title={t`Forgot your password?`}>
        <Trans>We send you a link with which you can set a new one.</Trans>
      </Heading>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          {isSent && (
            <Alert color="teal" icon={<Icon name="check" />} role="status" variant="light">
              <Trans>If there is an account with this address, the e-mail is on its way.</Trans>
            </Alert>
          )}
          <TextInput
            {...form.getInputProps("email")}
            autoComplete="email"
            inputMode="email"
            label={t`E-mail address`}
            required
            type="email"
            withAsterisk={false}
          />
          <Button fullWidth loading={isRunning} size="md" type="submit">
            <Trans>Send link</Trans>
          </Button>
          <Text size="sm" ta="center">
            <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />}>
              <Trans>Back to sign-in</Trans>
            </Anchor>
          </Text>
        </Stack>
      </form>
    </>
  );
}
