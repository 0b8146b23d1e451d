/** Who the workshop is: what CarBot tells visitors, and where notices go. */
import { Button, Group, NativeSelect, SimpleGrid, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useRouter } from "@tanstack/react-router";
import { useQuery } from "urql";
import type { FederalState, Language, ResultOf } from "../../shared/graphql";
import { federalStateNames } from "../../shared/labels";
import { languageNames, languages } from "../../shared/language";
import { Page, Panel } from "../../shared/page";
import { usePermission } from "../../shared/session";
import { PanelsLoading, Problems, ReadProblem } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { WorkshopQuery, WorkshopUpdateMutation } from "./documents";

type Workshop = NonNullable<ResultOf<typeof WorkshopQuery>["workshop"]>;

const MOST_NOTICE_EMAILS = 10;

function valuesOf(workshop: Workshop) {
  return {
    name: workshop.name,
    street: workshop.address.street ?? "",
    postalCode: workshop.address.postalCode ?? "",
    city: workshop.address.city ?? "",
    phone: workshop.phone ?? "",
    breakdownPhone: workshop.breakdownPhone ?? "",
    email: workshop.email ?? "",
    website: workshop.website ?? "",
    privacyPolicyUrl: workshop.privacyPolicyUrl ?? "",
    federalState: workshop.federalState ?? ("" as FederalState | ""),
    language: workshop.language,
    noticeEmails: workshop.noticeEmails,
  };
}

type Values = ReturnType<typeof valuesOf>;

/** The values as the server takes them: an empty field clears, an address without a scheme gets one. */
function inputOf(values: Values) {
  const orNull = (text: string) => text.trim() || null;
  const address = (text: string) => (text.trim() && !/^https?:\/\//i.test(text.trim()) ? `https://${text.trim()}` : orNull(text));
  return {
    name: values.name.trim(),
    street: orNull(values.street),
    postalCode: orNull(values.postalCode),
    city: orNull(values.city),
    phone: orNull(values.phone),
    breakdownPhone: orNull(values.breakdownPhone),
    email: orNull(values.email),
    website: address(values.website),
    privacyPolicyUrl: address(values.privacyPolicyUrl),
    federalState: values.federalState || null,
    language: values.language,
    noticeEmails: values.noticeEmails,
  };
}

function ProfileForm({ workshop }: { workshop: Workshop }) {
  const { t } = useLingui();
  const router = useRouter();
  const canWrite = usePermission("WORKSHOP_WRITE");
  const form = useForm<Values>({
    initialValues: valuesOf(workshop),
    validate: { name: (value) => (value.trim() ? null : t`Please enter the name of your workshop.`) },
  });
  const { send, isRunning, problems } = useSubmit(WorkshopUpdateMutation, { form });

  async function submit(values: Values): Promise<void> {
    if (!(await send({ input: inputOf(values) }))) return;
    form.resetDirty();
    tell(t`The profile was saved.`);
    await router.invalidate();
  }

  // A list is refused entry by entry; the field shows the first of it.
  const noticeProblem = Object.entries(form.errors).find(([path]) => path.startsWith("noticeEmails"))?.[1];
  return (
    <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
      <fieldset disabled={!canWrite} style={{ all: "unset", display: "block" }}>
        <Stack gap="md">
          <Problems problems={problems} />
          <Panel description={t`CarBot tells visitors where you are and how to reach you.`} title={t`Address and contact`}>
            <Stack gap="md">
              <TextInput {...form.getInputProps("name")} label={t`Name of the workshop`} maxLength={120} />
              <TextInput {...form.getInputProps("street")} autoComplete="street-address" label={t`Street and number`} maxLength={120} />
              <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
                <TextInput
                  {...form.getInputProps("postalCode")}
                  autoComplete="postal-code"
                  inputMode="numeric"
                  label={t`Postal code`}
                  maxLength={10}
                />
                <TextInput {...form.getInputProps("city")} autoComplete="address-level2" label={t`City`} maxLength={80} />
                {workshop.country === "DE" && (
                  <NativeSelect
                    {...form.getInputProps("federalState")}
                    data={[
                      { value: "", label: t`Please choose` },
                      ...Object.entries(federalStateNames).map(([value, label]) => ({ value, label })),
                    ]}
                    label={t`Federal state`}
                  />
                )}
              </SimpleGrid>
              <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                <TextInput {...form.getInputProps("phone")} autoComplete="tel" label={t`Phone`} placeholder="030 1234567" type="tel" />
                <TextInput
                  {...form.getInputProps("breakdownPhone")}
                  description={t`Shown when somebody has broken down.`}
                  inputWrapperOrder={["label", "input", "description", "error"]}
                  label={t`Breakdown number`}
                  placeholder="0171 1234567"
                  type="tel"
                />
                <TextInput {...form.getInputProps("email")} autoComplete="email" label={t`E-mail address`} type="email" />
                <TextInput {...form.getInputProps("website")} autoComplete="url" label={t`Website`} placeholder="www.example.de" type="url" />
              </SimpleGrid>
              <NativeSelect
                data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
                description={t`The language of notices and of the widget when the page does not say.`}
                inputWrapperOrder={["label", "input", "description", "error"]}
                label={t`Language of the workshop`}
                onChange={(event) => form.setFieldValue("language", event.currentTarget.value as Language)}
                value={form.values.language}
              />
            </Stack>
          </Panel>
          <Panel
            description={t`The consent your visitors give names this address. Without it no client key goes live.`}
            title={t`Data protection`}
          >
            <TextInput
              {...form.getInputProps("privacyPolicyUrl")}
              description={t`The law asks that visitors can read what happens with their data before they leave a phone number.`}
              inputWrapperOrder={["label", "input", "description", "error"]}
              label={t`Address of your privacy policy`}
              placeholder="https://www.example.de/datenschutz"
              type="url"
            />
          </Panel>
          <Panel description={t`New leads are sent here at once.`} title={t`Notices`}>
            <TagsInput
              {...form.getInputProps("noticeEmails")}
              acceptValueOnBlur
              description={t`Press Enter after each address.`}
              error={noticeProblem}
              inputWrapperOrder={["label", "input", "description", "error"]}
              label={t`E-mail addresses for notices`}
              maxTags={MOST_NOTICE_EMAILS}
              size="sm"
              splitChars={[",", ";", " "]}
              type="email"
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
                <Trans>Save profile</Trans>
              </Button>
            </Group>
          )}
        </Stack>
      </fieldset>
    </form>
  );
}

export function WorkshopProfile() {
  const { t } = useLingui();
  const [{ data, error }, read] = useQuery({ query: WorkshopQuery });
  return (
    <Page description={<Trans>What CarBot knows about you.</Trans>} title={t`Workshop`} width="form">
      {error && !data && <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} />}
      {!data && !error && <PanelsLoading heights={[420, 130, 130]} />}
      {data?.workshop && <ProfileForm key={data.workshop.id} workshop={data.workshop} />}
    </Page>
  );
}
