/** The widget's colour, place and first words, with a live preview. */
import { Button, Group, SegmentedControl, Select, Stack, Text, Textarea, TextInput, UnstyledButton } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { type ChosenImage, imageChange } from "../../shared/files/chosen-image";
import type { Language, ResultOf, WidgetIcon, WidgetPosition } from "../../shared/graphql";
import { languageNames, languages } from "../../shared/language";
import { Page, Panel } from "../../shared/page";
import { usePermission, useSession } from "../../shared/session";
import { PanelsLoading, Problems, ReadProblem } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { AssistantForm } from "./assistant";
import { contrast, parseColor } from "./color";
import { WidgetSettingsQuery, WidgetUpdateMutation } from "./documents";
import { Preview } from "./preview";
import { TestChat } from "./trial";
import classes from "./widget.module.css";

const ImageField = lazy(() => import("../../shared/files/image-field").then((module) => ({ default: module.ImageField })));

type Settings = NonNullable<ResultOf<typeof WidgetSettingsQuery>["widgetSettings"]>;

const swatches = ["#1f5fc4", "#0f766e", "#15803d", "#b45309", "#c2261c", "#9d174d", "#6d28d9", "#1f2937"];
const READABLE_CONTRAST = 4.5;
const LONGEST_GREETING = 300;

function greetingsOf(settings: Settings): Record<Language, string> {
  const text = (language: Language) => settings.greetings.find((greeting) => greeting.language === language)?.text ?? "";
  return { DE: text("DE"), EN: text("EN"), TR: text("TR"), PL: text("PL") };
}

/** The questions of each language, one a line as they are typed. */
function repliesOf(settings: Settings): Record<Language, string> {
  const lines = (language: Language) =>
    settings.quickReplies
      .filter((reply) => reply.language === language)
      .map(({ text }) => text)
      .join("\n");
  return { DE: lines("DE"), EN: lines("EN"), TR: lines("TR"), PL: lines("PL") };
}

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

const icons: readonly WidgetIcon[] = ["CARBOT", "CAR", "WRENCH", "GEAR", "PERSON"];

function SettingsForm({ settings, isInformal }: { settings: Settings; isInformal: boolean }) {
  const { t } = useLingui();
  const { workshop } = useSession();
  const canWrite = usePermission("WIDGET_WRITE");
  const [language, setLanguage] = useState<Language>(workshop.language);
  const form = useForm({
    initialValues: {
      accentColor: settings.accentColor,
      logoUploadId: settings.logo as ChosenImage | null,
      position: settings.position,
      greetings: greetingsOf(settings),
      avatarIcon: settings.avatarIcon,
      avatarText: settings.avatarText ?? "",
      quickReplies: repliesOf(settings),
    },
    validate: { accentColor: (value) => (parseColor(value) ? null : t`Please enter a colour such as #1f5fc4.`) },
  });
  const { send, isRunning, problems } = useSubmit(WidgetUpdateMutation, { form });
  const { accentColor, position, greetings, quickReplies } = form.values;
  const iconLabels: Record<WidgetIcon, string> = {
    CARBOT: t`CarBot`,
    CAR: t`Car`,
    WRENCH: t`Wrench`,
    GEAR: t`Gear`,
    PERSON: t`Person`,
  };
  const color = parseColor(accentColor) ?? settings.accentColor;
  const isPale = contrast(color, "#ffffff") < READABLE_CONTRAST;

  async function submit(values: typeof form.values): Promise<void> {
    const logo = imageChange(settings.logo?.url, values.logoUploadId);
    const payload = await send({
      input: {
        accentColor: parseColor(values.accentColor),
        ...(logo && { logoUploadId: logo.id }),
        position: values.position,
        greetings: languages
          .filter((each) => values.greetings[each].trim())
          .map((each) => ({ language: each, text: values.greetings[each].trim() })),
        avatarIcon: values.avatarIcon,
        avatarText: values.avatarText.trim() || null,
        quickReplies: languages.flatMap((each) =>
          linesOf(values.quickReplies[each]).map((text) => ({ language: each, text })),
        ),
      },
    });
    if (!payload) return;
    form.setFieldValue("logoUploadId", payload.widgetSettings?.logo ?? null);
    form.resetDirty();
    tell(t`The widget was saved. Visitors see it with their next page.`);
  }

  return (
    <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
      <div className={classes.columns}>
        <fieldset disabled={!canWrite} style={{ all: "unset", display: "block", minWidth: 0 }}>
          <Stack gap="md">
            <Problems problems={problems} />
            <Panel title={t`Appearance`}>
              <Stack gap="md">
                <div>
                  <TextInput
                    {...form.getInputProps("accentColor")}
                    description={t`Also of your printed price list.`}
                    label={t`Colour`}
                    leftSection={<span className={classes.sample} style={{ background: color }} />}
                    maxLength={7}
                    spellCheck={false}
                    w={160}
                  />
                  <div className={classes.swatches}>
                    {swatches.map((swatch) => (
                      <UnstyledButton
                        aria-label={t`Colour ${swatch}`}
                        aria-pressed={swatch === color}
                        className={classes.swatch}
                        disabled={!canWrite}
                        key={swatch}
                        onClick={() => form.setFieldValue("accentColor", swatch)}
                        style={{ background: swatch }}
                      />
                    ))}
                  </div>
                  {isPale && (
                    <Text mt={6} size="xs">
                      <Trans>This colour is pale: the widget writes dark text on it so that everybody can read it.</Trans>
                    </Text>
                  )}
                </div>
                <Suspense>
                  <ImageField
                    description={t`Stands on your printed price list. PNG, JPEG or WebP, at most 5 MB and 4 megapixels.`}
                    disabled={!canWrite}
                    error={form.errors["logoUploadId"]}
                    label={t`Your logo`}
                    onChange={(logo) => {
                      form.setFieldValue("logoUploadId", logo);
                      form.clearFieldError("logoUploadId");
                    }}
                    value={form.values.logoUploadId}
                  />
                </Suspense>
                <div>
                  <Text fw={500} id="position-label" mb={4} size="sm">
                    <Trans>Position</Trans>
                  </Text>
                  <SegmentedControl
                    aria-labelledby="position-label"
                    data={[
                      { value: "BOTTOM_LEFT", label: t`Bottom left` },
                      { value: "BOTTOM_RIGHT", label: t`Bottom right` },
                    ]}
                    disabled={!canWrite}
                    onChange={(value) => form.setFieldValue("position", value as WidgetPosition)}
                    value={position}
                  />
                </div>
                <Select
                  {...form.getInputProps("avatarIcon")}
                  allowDeselect={false}
                  data={icons.map((icon) => ({ value: icon, label: iconLabels[icon] }))}
                  disabled={!canWrite}
                  label={t`Picture of the assistant`}
                  w={220}
                />
                <TextInput
                  {...form.getInputProps("avatarText")}
                  description={t`Shown instead of the picture, for example “AM” or 🚗.`}
                  label={t`Initials or emoji`}
                  maxLength={4}
                  w={220}
                />
              </Stack>
            </Panel>
            <Panel description={t`The first words of the widget, in each language of your visitors.`} title={t`Greeting`}>
              <Stack gap="sm">
                <SegmentedControl
                  aria-label={t`Language of the greeting`}
                  data={languages.map((each) => ({ value: each, label: languageNames[each] }))}
                  fullWidth
                  onChange={(value) => setLanguage(value as Language)}
                  size="xs"
                  value={language}
                />
                <Textarea
                  {...form.getInputProps(`greetings.${language}`)}
                  aria-label={t`Greeting`}
                  key={language}
                  lang={language.toLowerCase()}
                  maxLength={LONGEST_GREETING}
                />
                <Text c="dimmed" size="xs">
                  <Trans>An empty greeting uses ours. That an AI answers is always said, the law asks for it.</Trans>
                </Text>
              </Stack>
            </Panel>
            <Panel
              description={t`Questions that visitors can ask with one click: at most four, one a line.`}
              title={t`Quick questions`}
            >
              <Textarea
                {...form.getInputProps(`quickReplies.${language}`)}
                aria-label={t`Quick questions`}
                autosize
                description={t`In the language chosen above. An empty field uses ours.`}
                key={language}
                lang={language.toLowerCase()}
                minRows={3}
              />
            </Panel>
            {canWrite && (
              <Group gap="xs" justify="flex-end">
                {form.isDirty() && (
                  <Button onClick={form.reset} variant="default">
                    <Trans>Discard</Trans>
                  </Button>
                )}
                <Button loading={isRunning} type="submit">
                  <Trans>Save widget</Trans>
                </Button>
              </Group>
            )}
          </Stack>
        </fieldset>
        <div className={classes.preview}>
          <Preview
            avatar={form.values.avatarText}
            color={color}
            greeting={greetings[language].trim()}
            isInformal={isInformal}
            language={language}
            position={position}
            quickReplies={linesOf(quickReplies[language])}
            workshopName={workshop.name}
          />
        </div>
      </div>
    </form>
  );
}

export function WidgetSettings() {
  const { t } = useLingui();
  const { workshop } = useSession();
  const canTry = usePermission("WIDGET_WRITE");
  const [{ data, error }, read] = useQuery({ query: WidgetSettingsQuery });
  return (
    <Page description={<Trans>How the chat looks on your website.</Trans>} title={t`Chat widget`}>
      {error && !data && <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} />}
      {!data && !error && <PanelsLoading heights={[210, 230]} />}
      {data?.widgetSettings && (
        <SettingsForm
          isInformal={data.assistant?.tone === "INFORMAL"}
          key={data.widgetSettings.id}
          settings={data.widgetSettings}
        />
      )}
      {data?.assistant && (
        <div className={classes.columns}>
          <AssistantForm assistant={data.assistant} key={data.assistant.id} />
          {canTry && <TestChat language={workshop.language} />}
        </div>
      )}
    </Page>
  );
}
