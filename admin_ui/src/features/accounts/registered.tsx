/** After registering: look into the mailbox. */
import { Anchor, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Heading } from "./heading";
import { Resend } from "./resend";

const route = getRouteApi("/outside/registered");

export function Registered() {
  const { t } = useLingui();
  const { email } = route.useSearch();
  return (
    <>
      <Heading title={t`Please check your mailbox`}>
        {email ? (
          <Trans>
            We have sent a link to <strong>{email}</strong>. Open it to confirm your address; then you are in.
          </Trans>
        ) : (
          <Trans>We have sent you a link. Open it to confirm your address; then you are in.</Trans>
        )}
      </Heading>
      <Text c="dimmed" mb="md" size="sm">
        <Trans>Nothing there after a few minutes? Look into the spam folder, or let us send it again.</Trans>
      </Text>
      <Resend email={email} />
      <Text mt="lg" size="sm" ta="center">
        <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          <Trans>Back to sign-in</Trans>
        </Anchor>
      </Text>
    </>
  );
}
