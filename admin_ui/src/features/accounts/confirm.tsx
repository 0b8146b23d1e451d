/** Where the link of the confirmation e-mail leads: confirms, signs in, goes on. */
import { Group, Loader, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { EmailConfirmMutation } from "./documents";
import { goOn } from "./go-on";
import { Heading } from "./heading";
import { Resend } from "./resend";

const route = getRouteApi("/outside/confirm");

export function ConfirmEmail() {
  const { t } = useLingui();
  const { token, email } = route.useSearch();
  const { send, isRunning, problems, codes } = useSubmit(EmailConfirmMutation);
  const isAsked = useRef(false);

  const confirm = useEffectEvent(async (value: string) => {
    const payload = await send({ token: value });
    if (payload) goOn(payload);
  });
  useEffect(() => {
    if (!token || isAsked.current) return;
    isAsked.current = true;
    void confirm(token);
  }, [token]);

  const isRefused = !token || problems.length > 0 || codes.length > 0;
  if (!isRefused || isRunning) {
    return (
      <>
        <Heading title={t`Confirming your address`} />
        <Group gap="sm" role="status">
          <Loader size="sm" />
          <Text>
            <Trans>One moment, please …</Trans>
          </Text>
        </Group>
      </>
    );
  }
  return (
    <>
      <Heading title={t`This link cannot be used`}>
        <Trans>Links are valid for a limited time and only once. We gladly send you a new one.</Trans>
      </Heading>
      <Problems problems={problems} />
      <div style={{ marginTop: 16 }}>
        <Resend email={email} />
      </div>
    </>
  );
}
