/** Where the link of an invitation leads: shows what it offers, and takes whoever has the address in. */
import { Button, Group, Loader, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { roleLabels } from "../../shared/labels";
import { enter, leave, readAddress } from "../../shared/session";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { InvitationAcceptMutation, InvitationLookMutation } from "./documents";
import { Heading } from "./heading";
import { InvitationForm, type Offer } from "./invitation-form";

const route = getRouteApi("/outside/invitation");

export function Invitation() {
  const { t } = useLingui();
  const { token } = route.useSearch();
  const look = useSubmit(InvitationLookMutation);
  const [offer, setOffer] = useState<Offer>();
  const [address, setAddress] = useState<string | null>();
  const isAsked = useRef(false);

  const ask = useEffectEvent(async (value: string) => {
    const [payload, signedInAs] = await Promise.all([look.send({ token: value }), readAddress()]);
    setAddress(signedInAs);
    if (payload?.offer) setOffer(payload.offer);
  });
  useEffect(() => {
    if (!token || isAsked.current) return;
    isAsked.current = true;
    void ask(token);
  }, [token]);

  if (token && offer && address !== undefined) return <Offered address={address} offer={offer} token={token} />;
  if (token && look.problems.length === 0) {
    return (
      <>
        <Heading title={t`Your invitation`} />
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
      <Heading title={t`This invitation cannot be used`}>
        <Trans>
          Invitations are valid for a limited time and only once. Please ask whoever invited you for a new one, or{" "}
          <Link to="/sign-in">sign in</Link>.
        </Trans>
      </Heading>
      <Problems problems={look.problems} />
    </>
  );
}

function Offered({ address, offer, token }: { address: string | null; offer: Offer; token: string }) {
  const { t } = useLingui();
  const { workshopName, invitedBy, email } = offer;
  const role = t(roleLabels[offer.role]);
  return (
    <>
      <Heading title={t`Join ${workshopName}`}>
        <Trans>
          {invitedBy} invites you to work with CarBot here. Your role: {role}.
        </Trans>
      </Heading>
      {address === null && <InvitationForm offer={offer} token={token} />}
      {address === email && <Accept token={token} />}
      {address !== null && address !== email && <Another address={address} email={email} />}
    </>
  );
}

function Accept({ token }: { token: string }) {
  const { send, isRunning, problems } = useSubmit(InvitationAcceptMutation);

  async function accept(): Promise<void> {
    if (await send({ token })) enter("/");
  }

  return (
    <Stack gap="md">
      <Problems problems={problems} />
      <Button fullWidth loading={isRunning} onClick={() => void accept()} size="md">
        <Trans>Accept the invitation</Trans>
      </Button>
    </Stack>
  );
}

function Another({ address, email }: { address: string; email: string }) {
  return (
    <Stack gap="md">
      <Text>
        <Trans>
          The invitation is for {email}, and you are signed in as {address}. Please sign out and open the link again.
        </Trans>
      </Text>
      <Button fullWidth onClick={() => void leave(window.location.pathname + window.location.search)} size="md">
        <Trans>Sign out</Trans>
      </Button>
    </Stack>
  );
}
