/** Where the link to a new address leads: it counts from now on. */
import { Group, Loader, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { EmailChangeConfirmMutation } from "./documents";
import { Heading } from "./heading";

const route = getRouteApi("/outside/confirm-email");

export function ConfirmNewEmail() {
  const { t } = useLingui();
  const { token } = route.useSearch();
  const { send, problems } = useSubmit(EmailChangeConfirmMutation);
  const [email, setEmail] = useState<string>();
  const isAsked = useRef(false);

  const confirm = useEffectEvent(async (value: string) => {
    setEmail((await send({ token: value }))?.email ?? undefined);
  });
  useEffect(() => {
    if (!token || isAsked.current) return;
    isAsked.current = true;
    void confirm(token);
  }, [token]);

  if (email) {
    return (
      <Heading title={t`Your new address counts`}>
        <Trans>
          From now on you sign in with {email}. <Link to="/">To the dashboard</Link>
        </Trans>
      </Heading>
    );
  }
  if (token && problems.length === 0) {
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
        <Trans>
          Your address stays as it is. You can ask for a new link in <Link to="/account">your account</Link>.
        </Trans>
      </Heading>
      <Problems problems={problems} />
    </>
  );
}
