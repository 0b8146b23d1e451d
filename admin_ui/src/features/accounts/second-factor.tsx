/** The second step of a sign-in: the code of the app, or a recovery code. */
import { Anchor, Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { enter } from "../../shared/session";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { SessionFactorVerifyMutation } from "./documents";
import { Heading } from "./heading";

interface SecondFactorProps {
  token: string;
  next?: string | undefined;
  /** Back to e-mail address and password. */
  onAgain: () => void;
}

export function SecondFactor({ token, next, onAgain }: SecondFactorProps) {
  const { t } = useLingui();
  const [hasApp, setHasApp] = useState(true);
  const form = useForm({
    initialValues: { code: "" },
    validate: { code: (value) => (value.trim() ? null : t`Please enter a code.`) },
  });
  const { send, isRunning, problems, codes } = useSubmit(SessionFactorVerifyMutation, { form });

  async function submit({ code }: typeof form.values): Promise<void> {
    if (await send({ input: { token, code } })) enter(next);
  }

  return (
    <>
      <Heading title={t`Second step`}>
        {hasApp ? (
          <Trans>Please enter the code that your app shows now.</Trans>
        ) : (
          <Trans>Please enter one of your recovery codes. Each is good once.</Trans>
        )}
      </Heading>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          <TextInput
            {...form.getInputProps("code")}
            autoComplete="one-time-code"
            autoFocus
            inputMode={hasApp ? "numeric" : "text"}
            key={hasApp ? "app" : "recovery"}
            label={hasApp ? t`Code` : t`Recovery code`}
            maxLength={40}
            size="md"
          />
          <Button disabled={codes.includes("CHALLENGE_EXPIRED")} fullWidth loading={isRunning} size="md" type="submit">
            <Trans>Sign in</Trans>
          </Button>
          <Group justify="space-between">
            <Anchor component="button" onClick={onAgain} size="sm" type="button">
              <Trans>Begin again</Trans>
            </Anchor>
            <Anchor component="button" onClick={() => setHasApp(!hasApp)} size="sm" type="button">
              {hasApp ? t`I do not have my app with me` : t`Use the app`}
            </Anchor>
          </Group>
        </Stack>
      </form>
    </>
  );
}
