/** What somebody new enters to accept an invitation. */
import { Alert, Button, Checkbox, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Icon } from "../../shared/icons";
import type { ResultOf } from "../../shared/graphql";
import { currentLanguage } from "../../shared/language";
import { enter } from "../../shared/session";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import {
  InvitationAcceptMutation,
  type InvitationLookMutation,
  InvitationRegisterMutation,
  SessionStartMutation,
} from "./documents";
import { NewPassword } from "./new-password";
import { SHORTEST_PASSWORD } from "./password-strength";

export type Offer = NonNullable<NonNullable<ResultOf<typeof InvitationLookMutation>["invitationLook"]>["offer"]>;

/** Sign-in that comes back to this invitation. */
function invitationSearch(token: string, email: string): { next: string; email: string } {
  return { next: `/invitation?token=${encodeURIComponent(token)}`, email };
}

export function InvitationForm({ offer, token }: { offer: Offer; token: string }) {
  const { t } = useLingui();
  const { email } = offer;
  const [isKnown, setKnown] = useState(false);
  const form = useForm({
    initialValues: { name: "", password: "", acceptsTerms: false, acceptsProcessing: false },
    validate: {
      name: (value) => (value.trim() ? null : t`Please enter your name.`),
      password: (value) =>
        value.length >= SHORTEST_PASSWORD ? null : t`The password needs at least ${SHORTEST_PASSWORD} characters.`,
      acceptsTerms: (value) => (value ? null : t`Please accept the terms.`),
      acceptsProcessing: (value) => (value ? null : t`Please accept the processing agreement.`),
    },
  });
  const register = useSubmit(InvitationRegisterMutation, { form });
  const signIn = useSubmit(SessionStartMutation);
  const accept = useSubmit(InvitationAcceptMutation);
  const signInLink = invitationSearch(token, email);

  async function submit(values: typeof form.values): Promise<void> {
    if (!(await register.send({ input: { ...values, token, language: currentLanguage() } }))) return;
    // Nobody but who has the account learns that there was one already.
    const started = await signIn.send({ input: { email, password: values.password } });
    if (!started?.viewer) setKnown(true);
    else if (await accept.send({ token })) enter("/");
  }

  if (isKnown) {
    return (
      <Alert icon={<Icon name="user" />} role="status" variant="light">
        <Text size="sm">
          <Trans>
            There is an account for {email} already. Please{" "}
            <Link search={signInLink} to="/sign-in">
              sign in
            </Link>{" "}
            with its password; then you can accept the invitation.
          </Trans>
        </Text>
      </Alert>
    );
  }
  return (
    <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
      <Stack gap="md">
        <Text size="sm">
          <Trans>
            You have an account already?{" "}
            <Link search={signInLink} to="/sign-in">
              Sign in
            </Link>
          </Trans>
        </Text>
        <Problems problems={[...register.problems, ...accept.problems]} />
        <TextInput autoComplete="username" label={t`E-mail address`} readOnly value={email} />
        <TextInput
          {...form.getInputProps("name")}
          autoComplete="name"
          label={t`Your name`}
          maxLength={120}
          required
          withAsterisk={false}
        />
        <NewPassword {...form.getInputProps("password")} />
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
        <Button
          fullWidth
          loading={register.isRunning || signIn.isRunning || accept.isRunning}
          size="md"
          type="submit"
        >
          <Trans>Accept the invitation</Trans>
        </Button>
      </Stack>
    </form>
  );
}
