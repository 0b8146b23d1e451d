/** Another address to sign in with. */
import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Icon } from "../../shared/icons";
import { Panel } from "../../shared/page";
import { useSession } from "../../shared/session";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { EmailChangeRequestMutation } from "./documents";

export function EmailPanel() {
  const { t } = useLingui();
  const { person } = useSession();
  const current = person.email;
  const [asked, setAsked] = useState<string>();
  const form = useForm({
    initialValues: { newEmail: "", currentPassword: "" },
    validate: {
      newEmail: (value) => (value.trim() ? null : t`Please enter an e-mail address.`),
      currentPassword: (value) => (value ? null : t`Please enter your current password.`),
    },
  });
  const { send, isRunning, problems } = useSubmit(EmailChangeRequestMutation, { form });

  async function submit({ newEmail, currentPassword }: typeof form.values): Promise<void> {
    const payload = await send({ input: { newEmail: newEmail.trim(), currentPassword } });
    if (!payload) return;
    form.reset();
    setAsked(payload.email ?? newEmail.trim());
  }

  return (
    <Panel
      description={t`You sign in with ${current}. Another address counts once you have opened the link in its e-mail.`}
      title={t`Change e-mail address`}
    >
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          {asked && (
            <Alert color="teal" icon={<Icon name="check" />} role="status" variant="light">
              <Text size="sm">
                <Trans>Please open the link that we have sent to {asked}.</Trans>
              </Text>
            </Alert>
          )}
          <Problems problems={problems} />
          <TextInput
            {...form.getInputProps("newEmail")}
            autoComplete="email"
            inputMode="email"
            label={t`New e-mail address`}
            type="email"
          />
          <PasswordInput
            {...form.getInputProps("currentPassword")}
            autoComplete="current-password"
            label={t`Your password`}
            maxLength={128}
            visibilityToggleButtonProps={{ "aria-label": t`Show or hide your password` }}
          />
          <Group justify="flex-end">
            <Button loading={isRunning} type="submit">
              <Trans>Send link</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
