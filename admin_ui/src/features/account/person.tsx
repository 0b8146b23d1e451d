/** Name and language of the person who is signed in. */
import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useRouter } from "@tanstack/react-router";
import { languageNames, languages, showLanguage } from "../../shared/language";
import { Panel } from "../../shared/page";
import { useSession } from "../../shared/session";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { PersonUpdateMutation } from "./documents";

export function PersonPanel() {
  const { t } = useLingui();
  const router = useRouter();
  const { person } = useSession();
  const form = useForm({
    initialValues: { name: person.name, language: person.language },
    validate: { name: (value) => (value.trim() ? null : t`Please enter your name.`) },
  });
  const { send, isRunning, problems } = useSubmit(PersonUpdateMutation, { form });

  async function submit(values: typeof form.values): Promise<void> {
    if (!(await send({ input: { name: values.name.trim(), language: values.language } }))) return;
    form.resetDirty();
    await showLanguage(values.language, true);
    tell(t`Your account was saved.`);
    await router.invalidate();
  }

  return (
    <Panel description={person.email} title={t`About you`}>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          <TextInput {...form.getInputProps("name")} autoComplete="name" label={t`Your name`} maxLength={120} />
          <NativeSelect
            {...form.getInputProps("language")}
            data={languages.map((value) => ({ value, label: languageNames[value] }))}
            description={t`For the screens and for mails to you.`}
            label={t`Language`}
          />
          <Group justify="flex-end">
            <Button loading={isRunning} type="submit">
              <Trans>Save</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
