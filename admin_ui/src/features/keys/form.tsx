/** Creating a client key, or changing where it may be used. */
import { Button, Checkbox, Group, Modal, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { ClientKeyCreateMutation, ClientKeyUpdateMutation } from "./documents";
import { originOf } from "./origin";

interface ClientKeyFormProps {
  /** Without a key the form creates one. */
  clientKey?: { id: string; name: string; allowedOrigins: string[] };
  onClose: () => void;
  onSaved: () => void;
}

export function ClientKeyForm({ clientKey, onClose, onSaved }: ClientKeyFormProps) {
  const { t } = useLingui();
  const form = useForm({
    initialValues: { name: clientKey?.name ?? t`Website`, allowedOrigins: clientKey?.allowedOrigins ?? [], isTest: false },
    validate: {
      name: (value) => (value.trim() ? null : t`Please enter a name.`),
      allowedOrigins: (value) => (value.length > 0 ? null : t`Please enter the address of your website.`),
    },
  });
  const creation = useSubmit(ClientKeyCreateMutation, { form });
  const change = useSubmit(ClientKeyUpdateMutation, { form });
  const needsPrivacyPolicy = [...creation.codes, ...change.codes].includes("PRIVACY_URL_REQUIRED");

  async function submit(values: typeof form.values): Promise<void> {
    const input = { name: values.name.trim(), allowedOrigins: values.allowedOrigins };
    const payload = clientKey ? await change.send({ id: clientKey.id, input }) : await creation.send({ input: { ...input, isTest: values.isTest } });
    if (!payload) return;
    onSaved();
    onClose();
    tell(clientKey ? t`The client key was saved.` : t`The client key is ready. Copy the code for your website.`);
  }

  // A list is refused entry by entry; the field shows the first of it.
  const originProblem = Object.entries(form.errors).find(([path]) => path.startsWith("allowedOrigins"))?.[1];
  return (
    <Modal
      closeButtonProps={{ "aria-label": t`Close` }}
      onClose={onClose}
      opened
      size={520}
      title={clientKey ? t`Edit client key` : t`Create a client key`}
    >
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={[...creation.problems, ...change.problems]}>
            {needsPrivacyPolicy && (
              <Text mt={6} size="sm">
                <Link to="/workshop">
                  <Trans>Enter it in the workshop's profile</Trans>
                </Link>
              </Text>
            )}
          </Problems>
          <TextInput
            {...form.getInputProps("name")}
            data-autofocus
            description={t`Only for you, to tell keys apart.`}
            label={t`Name`}
            maxLength={80}
          />
          <TagsInput
            {...form.getInputProps("allowedOrigins")}
            acceptValueOnBlur
            description={t`The key works only there. With and without www are two addresses. Press Enter after each.`}
            error={originProblem}
            label={t`Addresses of your website`}
            onChange={(origins) => form.setFieldValue("allowedOrigins", [...new Set(origins.map(originOf))])}
            placeholder={form.values.allowedOrigins.length === 0 ? "https://www.example.de" : ""}
            size="sm"
            splitChars={[",", ";", " "]}
          />
          {!clientKey && (
            <Checkbox
              {...form.getInputProps("isTest", { type: "checkbox" })}
              description={t`What comes in through it is marked, not counted and not sent to you by mail.`}
              label={t`For tests only`}
            />
          )}
          <Group gap="xs" justify="flex-end">
            <Button onClick={onClose} variant="default">
              <Trans>Cancel</Trans>
            </Button>
            <Button loading={creation.isRunning || change.isRunning} type="submit">
              {clientKey ? <Trans>Save</Trans> : <Trans>Create key</Trans>}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
