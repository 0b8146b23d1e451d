/** Inviting somebody by e-mail, and who has not accepted yet; for owners. */
import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput, Tooltip } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { useFormats } from "../../shared/formats";
import type { ResultOf, Role } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { roleLabels } from "../../shared/labels";
import { Panel } from "../../shared/page";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { InvitationRevokeMutation, InvitationsQuery, MemberInviteMutation } from "./documents";
import classes from "./list.module.css";

type Invitation = NonNullable<ResultOf<typeof InvitationsQuery>["invitations"]>[number];

const roles: readonly Role[] = ["STAFF", "MANAGER", "VIEWER", "OWNER"];

export function InvitationsPanel() {
  const { t } = useLingui();
  const [{ data }, read] = useQuery({ query: InvitationsQuery, requestPolicy: "cache-and-network" });
  const form = useForm({
    initialValues: { email: "", role: "STAFF" as Role },
    validate: { email: (value) => (value.trim() ? null : t`Please enter an e-mail address.`) },
  });
  const invite = useSubmit(MemberInviteMutation, { form });
  const again = useSubmit(MemberInviteMutation);
  const revoke = useSubmit(InvitationRevokeMutation);
  const readAgain = () => read({ requestPolicy: "network-only" });

  async function submit({ email, role }: typeof form.values): Promise<void> {
    const address = email.trim();
    if (!(await invite.send({ input: { email: address, role } }))) return;
    form.reset();
    tell(t`The invitation to ${address} is on its way.`);
    readAgain();
  }

  async function resend({ email, role }: Invitation): Promise<void> {
    if (await again.send({ input: { email, role } })) tell(t`A new link is on its way. The one before no longer works.`);
    readAgain();
  }

  async function takeBack({ id }: Invitation): Promise<void> {
    if (await revoke.send({ id })) tell(t`The invitation was taken back.`);
    readAgain();
  }

  return (
    <Panel description={t`The link comes by e-mail and is valid for seven days.`} title={t`Invite somebody`}>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={[...invite.problems, ...again.problems, ...revoke.problems]} />
          <div className={classes.invite}>
            <TextInput
              {...form.getInputProps("email")}
              autoComplete="off"
              className={classes.who}
              inputMode="email"
              label={t`E-mail address`}
              type="email"
            />
            <NativeSelect
              {...form.getInputProps("role")}
              data={roles.map((role) => ({ value: role, label: t(roleLabels[role]) }))}
              label={t`Role`}
            />
            <Button loading={invite.isRunning} type="submit">
              <Trans>Invite</Trans>
            </Button>
          </div>
        </Stack>
      </form>
      {data?.invitations && data.invitations.length > 0 && (
        <ul aria-label={t`Open invitations`} className={classes.invitations}>
          {data.invitations.map((invitation) => (
            <InvitationRow
              invitation={invitation}
              isRunning={again.isRunning || revoke.isRunning}
              key={invitation.id}
              onResend={() => void resend(invitation)}
              onRevoke={() => void takeBack(invitation)}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

interface InvitationRowProps {
  invitation: Invitation;
  isRunning: boolean;
  onResend: () => void;
  onRevoke: () => void;
}

function InvitationRow({ invitation, isRunning, onResend, onRevoke }: InvitationRowProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const { email } = invitation;
  const until = formats.date(invitation.expiresAt);
  const isOver = Date.parse(invitation.expiresAt) < Date.now();
  return (
    <li className={classes.invitation}>
      <div className={classes.who}>
        <div className="clamp">{email}</div>
        <div className={classes.quiet}>{isOver ? t`Expired on ${until}` : t`Valid until ${until}`}</div>
      </div>
      <Text size="sm">{t(roleLabels[invitation.role])}</Text>
      <Group gap={4}>
        <Tooltip label={t`Send a new link`}>
          <ActionIcon aria-label={t`Send a new link to ${email}`} disabled={isRunning} onClick={onResend}>
            <Icon name="refresh" size={17} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t`Take back`}>
          <ActionIcon aria-label={t`Take back the invitation to ${email}`} color="red.8" disabled={isRunning} onClick={onRevoke}>
            <Icon name="trash" size={17} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </li>
  );
}
