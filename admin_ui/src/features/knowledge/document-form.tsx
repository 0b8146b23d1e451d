/** Adding a document: pasted, or read from a text file. */
import { Button, Drawer, FileInput, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { DocumentCreateMutation } from "./documents";
import { textOfFile } from "./text-file";

const LONGEST = 200_000;

interface DocumentFormProps {
  onClose: () => void;
  onSaved: () => void;
}

export function DocumentForm({ onClose, onSaved }: DocumentFormProps) {
  const { t } = useLingui();
  const form = useForm({
    initialValues: { title: "", text: "", fileName: "" },
    validate: {
      title: (value) => (value.trim() ? null : t`Please enter a title.`),
      text: (value) =>
        !value.trim() ? t`Please paste a text or choose a file.` : value.length > LONGEST ? t`At most ${LONGEST} characters.` : null,
    },
  });
  const { send, isRunning, problems } = useSubmit(DocumentCreateMutation, { form });

  async function read(file: File | null): Promise<void> {
    if (!file) {
      form.setFieldValue("fileName", "");
      return;
    }
    const text = await textOfFile(file);
    form.setValues((values) => ({
      text,
      fileName: file.name,
      title: values.title || file.name.replace(/\.[^.]+$/, ""),
    }));
  }

  async function submit({ title, text, fileName }: typeof form.values): Promise<void> {
    if (!(await send({ input: { title: title.trim(), text, fileName: fileName || null } }))) return;
    onSaved();
    onClose();
    tell(t`The document was added.`);
  }

  return (
    <Drawer
      closeButtonProps={{ "aria-label": t`Close` }}
      onClose={onClose}
      opened
      position="right"
      size={520}
      title={t`Add a document`}
    >
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          <FileInput
            accept=".txt,.md,text/plain,text/markdown"
            clearButtonProps={{ "aria-label": t`Choose no file` }}
            clearable
            description={t`.txt or .md; it is only read here.`}
            error={form.errors["fileName"]}
            label={t`Text file`}
            onChange={(file) => void read(file)}
            placeholder={t`Choose a file`}
          />
          <TextInput
            {...form.getInputProps("title")}
            data-autofocus
            description={t`Visitors see it as the source of an answer.`}
            label={t`Title`}
            maxLength={160}
          />
          <Textarea {...form.getInputProps("text")} autosize label={t`Text`} maxRows={16} minRows={8} />
          <Group gap="xs" justify="flex-end">
            <Button onClick={onClose} variant="default">
              <Trans>Cancel</Trans>
            </Button>
            <Button loading={isRunning} type="submit">
              <Trans>Save</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
