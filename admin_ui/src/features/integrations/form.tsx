/** Making an API access: a name and what its program may do. */
import { Button, Checkbox, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { InstallationCreateMutation } from "./documents";
import { knownScopes } from "./scopes";
import type { Credentials } from "./secret";

interface AccessFormProps {
  onClose: () => void;
  onMade: (credentials: Credentials) => void;
}

export function AccessForm({ onClose, onMade }: AccessFormProps) {
  const { t } = useLingui();
  const form = useForm<{ name: string; scopes: string[] }>({
    initialValues: { name: "", scopes: [] },
    validate: {
      name: (value) => (value.trim() ? null : t`Please enter a name.`),
      scopes: (value) => (value.length > 0 ? null : t`Please choose at least one.`),
    },
  });
  const { send, isRunning, problems } = useSubmit(InstallationCreateMutation, { form });

  async function submit(values: typeof form.values): Promise<void> {
    const payload = await send({ input: { name: values.name.trim(), scopes: values.scopes } });
    const clientId = payload?.installation?.clientId;
    if (payload?.secret && clientId) onMade({ clientId, secret: payload.secret });
  }

  return (
    <Modal
      closeButtonProps={{ "aria-label": t`Close` }}
      onClose={onClose}
      opened
      size={520}
      title={t`Create an API access`}
    >
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          <TextInput
            {...form.getInputProps("name")}
            data-autofocus
            description={t`What the program is, for example your inventory software.`}
            label={t`Name`}
            maxLength={80}
          />
          <Checkbox.Group {...form.getInputProps("scopes")} label={t`What the program may do`}>
            <Stack gap={8} mt={8}>
              {knownScopes.map(([scope, label]) => (
                <Checkbox key={scope} label={t(label)} value={scope} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Group gap="xs" justify="flex-end">
            <Button onClick={onClose} variant="default">
              <Trans>Cancel</Trans>
            </Button>
            <Button loading={isRunning} type="submit">
              <Trans>Create access</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
