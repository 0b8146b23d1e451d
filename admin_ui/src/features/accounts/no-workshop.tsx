/** For who is signed in and belongs to no workshop: what happened, and the ways on. */
import { Button, Group } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { leave } from "../../shared/session";
import { Heading } from "./heading";

export function NoWorkshop() {
  const { t } = useLingui();
  return (
    <>
      <Heading title={t`You do not belong to a workshop at the moment`}>
        <Trans>
          Perhaps an owner has taken you out of the team. When somebody invites you, the link in the e-mail brings you in.
        </Trans>
      </Heading>
      <Group mt="md">
        <Button onClick={() => void leave()} variant="default">
          <Trans>Sign out</Trans>
        </Button>
      </Group>
    </>
  );
}
