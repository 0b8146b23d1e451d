/** Password and code, for what only the person may do who has both. */
import type { TypedDocumentNode } from "@urql/core";
import { Button, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";

interface Variables {
  input: { currentPassword: string; code: string };
}

interface ProofProps<Payload> {
  document: TypedDocumentNode<Record<string, Payload | null>, Variables>;
  /** The act, e.g. "Switch off". */
  action: string;
  onDone: (payload: Payload) => void;
  onCancel: () => void;
}

export function Proof<Payload extends { errors: { code: string; message: string; path: string[] }[] }>({
  document,
  action,
  onDone,
  onCancel,
}: ProofProps<Payload>) {
  const { t } = useLingui();
  const form = useForm({
    initialValues: { currentPassword: "", code: "" },
    validate: {
      currentPassword: (value) => (value ? null : t`Please enter your current password.`),
      code: (value) => (value.trim() ? null : t`Please enter a code.`),
    },
  });
  const { send, isRunning, problems } = useSubmit(document, { form });

  async function submit(values: typeof form.values): Promise<void> {
    const payload = await send({ input: values });
    if (payload) onDone(payload);
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
        <TextInput
          {...form.getInputProps("code")}
          autoComplete="one-time-code"
          description={t`The code that your app shows now, or a recovery code.`}
          label={t`Code`}
          maxLength={40}
        />
        <Group gap="xs" justify="flex-end">
          <Button onClick={onCancel} variant="default">
            <Trans>Cancel</Trans>
          </Button>
          <Button loading={isRunning} type="submit">
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
