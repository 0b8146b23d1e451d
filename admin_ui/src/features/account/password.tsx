/** A new password, for whoever knows the current one. */
import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { Panel } from "../../shared/page";
import { useSession } from "../../shared/session";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { NewPassword } from "../accounts/new-password";
import { SHORTEST_PASSWORD } from "../accounts/password-strength";
import { PasswordChangeMutation } from "./documents";

export function PasswordPanel() {
  const { t } = useLingui();
  const { person } = useSession();
  const form = useForm({
    initialValues: { currentPassword: "", newPassword: "" },
    validate: {
      currentPassword: (value) => (value ? null : t`Please enter your current password.`),
      newPassword: (value) =>
        value.length >= SHORTEST_PASSWORD ? null : t`The password needs at least ${SHORTEST_PASSWORD} characters.`,
    },
  });
  const { send, isRunning, problems } = useSubmit(PasswordChangeMutation, { form });

  async function submit(values: typeof form.values): Promise<void> {
    if (!(await send({ input: values }))) return;
    form.reset();
    tell(t`The password was changed. You are signed out everywhere else.`);
  }

  return (
    <Panel description={t`Afterwards you are signed out on all other devices.`} title={t`Change password`}>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          {/* Tells password managers whose password it is. */}
          <input autoComplete="username" hidden readOnly value={person.email} />
          <PasswordInput
            {...form.getInputProps("currentPassword")}
            autoComplete="current-password"
            label={t`Current password`}
            maxLength={128}
            visibilityToggleButtonProps={{ "aria-label": t`Show or hide the current password` }}
          />
          <NewPassword {...form.getInputProps("newPassword")} label={t`New password`} />
          <Group justify="flex-end">
            <Button loading={isRunning} type="submit">
              <Trans>Change password</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
