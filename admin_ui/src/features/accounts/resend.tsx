/** Asking for the confirmation e-mail once more. */
import { Alert, Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Icon } from "../../shared/icons";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { EmailConfirmationSendMutation } from "./documents";

export function Resend({ email = "" }: { email?: string | undefined }) {
  const { t } = useLingui();
  const [isSent, setSent] = useState(false);
  const form = useForm({
    initialValues: { email },
    validate: { email: (value) => (value.trim() ? null : t`Please enter your e-mail address.`) },
  });
  const { send, isRunning, problems } = useSubmit(EmailConfirmationSendMutation, { form });

  async function submit(values: typeof form.values): Promise<void> {
    if (await send({ email: values.email.trim() })) setSent(true);
  }

  return (
    <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
      <Stack gap="md">
        <Problems problems={problems} />
        {isSent && (
          <Alert color="teal" icon={<Icon name="check" />} role="status" variant="light">
            <Trans>If this address is waiting for a confirmation, a new e-mail is on its way.</Trans>
          </Alert>
        )}
        <TextInput
          {...form.getInputProps("email")}
          autoComplete="email"
          label={t`E-mail address`}
          required
          type="email"
          withAsterisk={false}
        />
        <Button loading={isRunning} type="submit" variant="default">
          <Trans>Send again</Trans>
        </Button>
      </Stack>
    </form>
  );
}
