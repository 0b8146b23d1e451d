/** Operators sign in with password and the code of their authenticator app. */
import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { OperatorSessionStartMutation } from "./documents";
import { Heading } from "./heading";

export function OperatorSignIn() {
  const { t } = useLingui();
  const form = useForm({
    initialValues: { email: "", password: "", code: "" },
    validate: {
      email: (value) => (value.trim() ? null : t`Please enter your e-mail address.`),
      password: (value) => (value ? null : t`Please enter your password.`),
      code: (value) => (value.trim() ? null : t`Please enter the code of your authenticator app.`),
    },
  });
  const { send, isRunning, problems } = useSubmit(OperatorSessionStartMutation, { form });

  async function submit({ email, password, code }: typeof form.values): Promise<void> {
    if (await send({ input: { email: email.trim(), password, code: code.trim() } })) window.location.assign("/operator");
  }

  return (
    <>
      <Heading title={t`Operations`}>
        <Trans>For those who run CarBot. Workshops sign in elsewhere.</Trans>
      </Heading>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          <TextInput
            {...form.getInputProps("email")}
            autoComplete="username"
            inputMode="email"
            label={t`E-mail address`}
            type="email"
          />
          <PasswordInput
            {...form.getInputProps("password")}
            autoComplete="current-password"
            label={t`Password`}
            visibilityToggleButtonProps={{ "aria-label": t`Show or hide the password` }}
          />
          <TextInput
            {...form.getInputProps("code")}
            autoComplete="one-time-code"
            description={t`Six digits, or one of your recovery codes.`}
            inputWrapperOrder={["label", "input", "description", "error"]}
            label={t`Code of the authenticator app`}
          />
          <Button fullWidth loading={isRunning} size="md" type="submit">
            <Trans>Sign in</Trans>
          </Button>
        </Stack>
      </form>
    </>
  );
}
