/** Signing in: with e-mail address and password or by a provider, then with a code where there is a second factor. */
import { Alert, Anchor, Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Icon } from "../../shared/icons";
import { enter } from "../../shared/session";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { SessionStartMutation } from "./documents";
import { challengeInAddress } from "./go-on";
import { Heading } from "./heading";
import { problemOf } from "./problems";
import { Providers } from "./providers";
import { SecondFactor } from "./second-factor";

const route = getRouteApi("/outside/sign-in");

export function SignIn() {
  const { next } = route.useSearch();
  const [challenge, setChallenge] = useState(challengeInAddress);

  useEffect(() => {
    if (window.location.hash) window.history.replaceState(null, "", window.location.pathname + window.location.search);
  }, []);

  if (challenge) return <SecondFactor next={next} onAgain={() => setChallenge(null)} token={challenge} />;
  return <FirstStep onSecondFactor={setChallenge} />;
}

function FirstStep({ onSecondFactor }: { onSecondFactor: (token: string) => void }) {
  const { t } = useLingui();
  const { next, ended, email, problem } = route.useSearch();
  const form = useForm({
    initialValues: { email: email ?? "", password: "" },
    validate: {
      email: (value) => (value.trim() ? null : t`Please enter your e-mail address.`),
      password: (value) => (value ? null : t`Please enter your password.`),
    },
  });
  const { send, isRunning, problems, codes } = useSubmit(SessionStartMutation, { form });
  const isUnconfirmed = codes.includes("EMAIL_NOT_CONFIRMED");

  async function submit(values: typeof form.values): Promise<void> {
    const payload = await send({ input: { email: values.email.trim(), password: values.password } });
    if (payload?.secondFactor) onSecondFactor(payload.secondFactor.token);
    else if (payload) enter(next);
  }

  return (
    <>
      <Heading title={t`Sign in`}>
        <Trans>
          New here? <Link to="/register">Register your workshop</Link>
        </Trans>
      </Heading>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          {ended && (
            <Alert icon={<Icon name="clock" />} variant="light">
              <Trans>Your session has ended. After signing in you are back where you were.</Trans>
            </Alert>
          )}
          {problem && <Problems problems={[problemOf(problem)]} />}
          <Problems problems={problems}>
            {isUnconfirmed && (
              <Text mt={6} size="sm">
                <Link search={{ email: form.values.email }} to="/registered">
                  <Trans>Send the confirmation e-mail again</Trans>
                </Link>
              </Text>
            )}
          </Problems>
          <TextInput
            {...form.getInputProps("email")}
            autoComplete="username"
            inputMode="email"
            label={t`E-mail address`}
            required
            type="email"
            withAsterisk={false}
          />
          <PasswordInput
            {...form.getInputProps("password")}
            autoComplete="current-password"
            label={t`Password`}
            required
            visibilityToggleButtonProps={{ "aria-label": t`Show or hide the password` }}
            withAsterisk={false}
          />
          <Button fullWidth loading={isRunning} size="md" type="submit">
            <Trans>Sign in</Trans>
          </Button>
          <Group justify="center">
            <Anchor renderRoot={(props) => <Link to="/forgot-password" {...props} />} size="sm">
              <Trans>Forgot your password?</Trans>
            </Anchor>
          </Group>
          <Providers next={next} />
        </Stack>
      </form>
    </>
  );
}
