/** Writing an answer: a new one, a change, or what an open question becomes. */
import { Button, Drawer, Group, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import type { Language } from "../../shared/graphql";
import { languageNames } from "../../shared/language";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { FaqCreateMutation, FaqUpdateMutation, GapResolveMutation } from "./documents";
import type { FaqEntry } from "./faq-list";
import type { Gap } from "./gaps";

interface FaqFormProps {
  entry?: FaqEntry | undefined;
  gap?: Gap;
  onClose: () => void;
  onSaved: () => void;
}

export function FaqForm({ entry, gap, onClose, onSaved }: FaqFormProps) {
  const { t } = useLingui();
  const form = useForm({
    initialValues: {
      question: entry?.question ?? gap?.question ?? "",
      answer: entry?.answer ?? "",
      phrasings: entry?.phrasings.join("\n") ?? "",
      language: (entry?.language ?? "") as Language | "",
    },
    validate: {
      question: (value) => (value.trim() ? null : t`Please enter the question.`),
      answer: (value) => (value.trim() ? null : t`Please enter the answer.`),
    },
  });
  const creation = useSubmit(FaqCreateMutation, { form });
  const change = useSubmit(FaqUpdateMutation, { form });
  const resolving = useSubmit(GapResolveMutation);

  async function submit(values: typeof form.values): Promise<void> {
    const input = {
      question: values.question.trim(),
      answer: values.answer.trim(),
      phrasings: values.phrasings.split("\n").filter((line) => line.trim()),
      language: values.language || null,
    };
    const done = gap
      ? await resolving.send({ id: gap.id, input: { faq: input } })
      : entry
        ? await change.send({ id: entry.id, input })
        : await creation.send({ input });
    if (!done) return;
    onSaved();
    onClose();
    tell(t`The answer was saved. CarBot gives it from now on.`);
  }

  return (
    <Drawer
      closeButtonProps={{ "aria-label": t`Close` }}
      onClose={onClose}
      opened
      position="right"
      size={460}
      title={entry ? t`Edit answer` : t`Write an answer`}
    >
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={[...creation.problems, ...change.problems, ...resolving.problems]} />
          <TextInput
            {...form.getInputProps("question")}
            data-autofocus={!gap || undefined}
            label={t`Question`}
            maxLength={300}
            placeholder={t`e.g. Is there a courtesy car?`}
          />
          <Textarea
            {...form.getInputProps("answer")}
            autosize
            data-autofocus={gap ? true : undefined}
            description={t`CarBot says exactly this. Prices you name here may be told to visitors.`}
            label={t`Answer`}
            maxLength={2000}
            minRows={4}
          />
          <Textarea
            {...form.getInputProps("phrasings")}
            autosize
            description={t`One per line. The more of them, the more surely CarBot recognises the question.`}
            label={t`Other ways to ask`}
            minRows={3}
          />
          <NativeSelect
            {...form.getInputProps("language")}
            data={[
              { value: "", label: t`All languages` },
              ...Object.entries(languageNames).map(([value, label]) => ({ value, label })),
            ]}
            label={t`For visitors who speak`}
          />
          <Group gap="xs" justify="flex-end">
            <Button onClick={onClose} variant="default">
              <Trans>Cancel</Trans>
            </Button>
            <Button loading={creation.isRunning || change.isRunning || resolving.isRunning} type="submit">
              <Trans>Save</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
