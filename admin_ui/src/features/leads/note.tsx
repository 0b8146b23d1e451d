/** The internal note of a lead. */
import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { LeadUpdateMutation } from "./documents";

interface NoteProps {
  leadId: string;
  note: string | null;
  canWrite: boolean;
}

export function Note({ leadId, note, canWrite }: NoteProps) {
  const { t } = useLingui();
  const form = useForm({ initialValues: { note: note ?? "" } });
  const { send, isRunning, problems } = useSubmit(LeadUpdateMutation, { form });

  async function submit(values: typeof form.values): Promise<void> {
    if (!(await send({ id: leadId, input: { note: values.note.trim() || null } }))) return;
    form.resetDirty();
    tell(t`The note was saved.`);
  }

  return (
    <form onSubmit={form.onSubmit((values) => void submit(values))}>
      <Stack gap="xs">
        <Problems problems={problems} />
        <Textarea
          {...form.getInputProps("note")}
          aria-label={t`Internal note`}
          maxLength={4000}
          placeholder={t`Only your team sees this note.`}
          readOnly={!canWrite}
        />
        {form.isDirty() && (
          <Group gap="xs" justify="flex-end">
            <Button onClick={form.reset} size="compact-sm" variant="default">
              <Trans>Discard</Trans>
            </Button>
            <Button loading={isRunning} size="compact-sm" type="submit">
              <Trans>Save note</Trans>
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
