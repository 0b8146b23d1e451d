/** How the assistant speaks, what else it is told, and when it calls a person. */
import {
  Button,
  Checkbox,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import type { Language, ResultOf, Tone } from "../../shared/graphql";
import { languageNames, languages } from "../../shared/language";
import { Panel } from "../../shared/page";
import { usePermission } from "../../shared/session";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { AssistantUpdateMutation, type WidgetSettingsQuery } from "./documents";

type Assistant = NonNullable<ResultOf<typeof WidgetSettingsQuery>["assistant"]>;

const LONGEST_INSTRUCTIONS = 2_000;
const gaps = Array.from({ length: 10 }, (_, count) => String(count));

export function AssistantForm({ assistant }: { assistant: Assistant }) {
  const { t } = useLingui();
  const canWrite = usePermission("WIDGET_WRITE");
  const { handover } = assistant;
  const form = useForm({
    initialValues: {
      tone: assistant.tone,
      languages: assistant.languages as string[],
      instructions: assistant.instructions ?? "",
      afterGaps: String(handover.afterGaps),
      keywords: handover.keywords.join("\n"),
      onlyWhenOpen: handover.onlyWhenOpen,
    },
    validate: { languages: (value) => (value.length ? null : t`Please choose at least one language.`) },
  });
  const { send, isRunning, problems } = useSubmit(AssistantUpdateMutation, { form });

  async function submit({ afterGaps, keywords, onlyWhenOpen, ...values }: typeof form.values): Promise<void> {
    const payload = await send({
      input: {
        ...values,
        languages: values.languages as Language[],
        instructions: values.instructions.trim() || null,
        handover: { afterGaps: Number(afterGaps), keywords: keywords.split("\n"), onlyWhenOpen },
      },
    });
    if (!payload) return;
    form.resetDirty();
    tell(t`The assistant was saved. It answers like this from now on.`);
  }

  return (
    <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
      <fieldset disabled={!canWrite} style={{ all: "unset", display: "block", minWidth: 0 }}>
        <Stack gap="md">
          <Problems problems={problems} />
          <Panel title={t`How the assistant speaks`}>
            <Stack gap="md">
              <div>
                <Text fw={500} id="tone-label" mb={4} size="sm">
                  <Trans>Form of address</Trans>
                </Text>
                <SegmentedControl
                  aria-labelledby="tone-label"
                  data={[
                    { value: "FORMAL", label: t`Polite (“Sie”)` },
                    { value: "INFORMAL", label: t`Familiar (“du”)` },
                  ]}
                  disabled={!canWrite}
                  onChange={(value) => form.setFieldValue("tone", value as Tone)}
                  value={form.values.tone}
                />
              </div>
              <Checkbox.Group {...form.getInputProps("languages")} label={t`Languages offered`}>
                <Group mt={6}>
                  {languages.map((language) => (
                    <Checkbox disabled={!canWrite} key={language} label={languageNames[language]} value={language} />
                  ))}
                </Group>
              </Checkbox.Group>
              <Textarea
                {...form.getInputProps("instructions")}
                autosize
                description={t`What the assistant should know or heed, for example about parking or loan cars. Prices come from your services alone.`}
                label={t`Your instructions`}
                maxLength={LONGEST_INSTRUCTIONS}
                maxRows={12}
                minRows={4}
              />
            </Stack>
          </Panel>
          <Panel
            description={t`Visitors can always ask for a person themselves.`}
            title={t`When a person is called`}
          >
            <Stack gap="md">
              <Select
                {...form.getInputProps("afterGaps")}
                allowDeselect={false}
                data={gaps}
                description={t`0 means never.`}
                disabled={!canWrite}
                label={t`After so many questions without an answer`}
                maw={320}
              />
              <Textarea
                {...form.getInputProps("keywords")}
                autosize
                description={t`One word or phrase a line, at most 20.`}
                label={t`At these words`}
                minRows={2}
              />
              <Switch
                {...form.getInputProps("onlyWhenOpen", { type: "checkbox" })}
                description={t`Otherwise the form for a call back is offered.`}
                disabled={!canWrite}
                label={t`Only while the workshop is open`}
              />
            </Stack>
          </Panel>
          {canWrite && (
            <Group gap="xs" justify="flex-end">
              {form.isDirty() && (
                <Button onClick={form.reset} variant="default">
                  <Trans>Discard</Trans>
                </Button>
              )}
              <Button loading={isRunning} type="submit">
                <Trans>Save assistant</Trans>
              </Button>
            </Group>
          )}
        </Stack>
      </fieldset>
    </form>
  );
}
