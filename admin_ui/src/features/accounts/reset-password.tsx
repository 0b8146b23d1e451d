/** Where the link of the password e-mail leads: sets a new password and signs in. */
import { Button, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { PasswordResetMutation } from "./documents";
import { goOn } from "./go-on";
import { Heading } from "./heading";
import { NewPassword } from "./new-password";
import { SHORTEST_PASSWORD } from "./password-strength";

const route = getRouteApi("/outside/reset-password");

export function ResetPassword() {
  const { t } = useLingui();
  const { token } = route.useSearch();
  const form = useForm({
    initialValues: { password: "" },
    validate: {
      password: (value) =>
        value.length >= SHORTEST_PASSWORD ? null : t`The password needs at least ${SHORTEST_PASSWORD} characters.`,
    },
  });
  const { send, isRunning, problems } = useSubmit(PasswordResetMutation, { form });

  async function submit({ password }: typeof form.values): Promise<void> {
    const payload = await send({ token: token ?? "", password });
    if (payload) goOn(payload);
  }

  return (
    <>
      <Heading title={t`Set a new password`}>
        <Trans>You are signed in right afterwards; all other sessions end.</Trans>
      </Heading>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems}>
            <Text mt={6} size="sm">
              <Link to="/forgot-password">
                <Trans>Ask for a new link</Trans>
              </Link>
            </Text>
          </Problems>
          <NewPassword {...form.getInputProps("password")} />
          <Button fullWidth loading={isRunning} size="md" type="submit">
            <Trans>Save and sign in</Trans>
          </Button>
        </Stack>
      </form>
    </>
  );
}
