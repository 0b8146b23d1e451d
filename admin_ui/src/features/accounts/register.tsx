/** Registering a workshop and its owner. */
import { Button, Checkbox, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { currentLanguage, languageNames, languages, showLanguage } from "../../shared/language";
import type { Language, VariablesOf } from "../../shared/graphql";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { WorkshopRegisterMutation } from "./documents";
import { Heading } from "./heading";
import { NewPassword } from "./new-password";
import { SHORTEST_PASSWORD } from "./password-strength";

type Input = VariablesOf<typeof WorkshopRegisterMutation>["input"];

export function Register() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const form = useForm<Input>({
    initialValues: {
      workshopName: "",
      personName: "",
      email: "",
      password: "",
      country: "DE",
      language: currentLanguage(),
      acceptsTerms: false,
      acceptsProcessing: false,
    },
    validate: {
      workshopName: (value) => (value.trim() ? null : t`Please enter the name of your workshop.`),
      personName: (value) => (value.trim() ? null : t`Please enter your name.`),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t`Please enter a valid e-mail address.`),
      password: (value) =>
        value.length >= SHORTEST_PASSWORD ? null : t`The password needs at least ${SHORTEST_PASSWORD} characters.`,
      acceptsTerms: (value) => (value ? null : t`Please accept the terms.`),
      acceptsProcessing: (value) => (value ? null : t`Please accept the processing agreement.`),
    },
  });
  const { send, isRunning, problems } = useSubmit(WorkshopRegisterMutation, { form });

  async function submit(values: Input): Promise<void> {
    const payload = await send({ input: { ...values, email: values.email.trim() } });
    if (payload) await navigate({ to: "/registered", search: { email: payload.email ?? values.email.trim() } });
  }

  return (
    <>
      <Heading title={t`Register your workshop`}>
        <Trans>
          Already registered? <Link to="/sign-in">Sign in</Link>
        </Trans>
      </Heading>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          <TextInput
            {...form.getInputProps("workshopName")}
            autoComplete="organization"
            label={t`Name of the workshop`}
            maxLength={120}
            required
            withAsterisk={false}
          />
          <TextInput
            {...form.getInputProps("personName")}
            autoComplete="name"
            label={t`Your name`}
            maxLength={120}
            required
            withAsterisk={false}
          />
          <TextInput
            {...form.getInputProps("email")}
            autoComplete="email"
            inputMode="email"
            label={t`E-mail address`}
            required
            type="email"
            withAsterisk={false}
          />
          <NewPassword {...form.getInputProps("password")} />
          <SimpleGrid cols={2} spacing="sm">
            <NativeSelect
              {...form.getInputProps("country")}
              data={[
                { value: "DE", label: t`Germany` },
                { value: "AT", label: t`Austria` },
                { value: "CH", label: t`Switzerland` },
              ]}
              label={t`Country`}
            />
            <NativeSelect
              {...form.getInputProps("language")}
              data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
              label={t`Language`}
              onChange={(event) => {
                const language = event.currentTarget.value as Language;
                form.setFieldValue("language", language);
                void showLanguage(language, true);
              }}
            />
          </SimpleGrid>
          <Checkbox
            {...form.getInputProps("acceptsTerms", { type: "checkbox" })}
            label={
              <Trans>
                I accept the{" "}
                <a href="/legal/terms" rel="noreferrer" target="_blank">
                  terms
                </a>
                .
              </Trans>
            }
          />
          <Checkbox
            {...form.getInputProps("acceptsProcessing", { type: "checkbox" })}
            label={
              <Trans>
                I accept the{" "}
                <a href="/legal/processing" rel="noreferrer" target="_blank">
                  processing agreement
                </a>{" "}
                (Art. 28 GDPR).
              </Trans>
            }
          />
          <Button fullWidth loading={isRunning} size="md" type="submit">
            <Trans>Register</Trans>
          </Button>
        </Stack>
      </form>
    </>
  );
}
