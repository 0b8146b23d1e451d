/** The team: everybody who works here; owners decide as what. */
import { ActionIcon, NativeSelect, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { Confirm } from "../../shared/confirm";
import type { ResultOf, Role } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { roleLabels } from "../../shared/labels";
import { Page, Panel } from "../../shared/page";
import { usePermission, useSession } from "../../shared/session";
import { PanelsLoading, Problems, ReadProblem } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { MemberChangeRoleMutation, MemberRemoveMutation, TeamQuery } from "./documents";
import { InvitationsPanel } from "./invitations";
import classes from "./list.module.css";

type Member = NonNullable<ResultOf<typeof TeamQuery>["members"]>[number];

const roles: readonly Role[] = ["OWNER", "MANAGER", "STAFF", "VIEWER"];

interface MemberRowProps {
  member: Member;
  canWrite: boolean;
  isSelf: boolean;
  onRole: (role: Role) => void;
  onRemove: () => void;
}

function MemberRow({ member, canWrite, isSelf, onRole, onRemove }: MemberRowProps) {
  const { t } = useLingui();
  const { name } = member;
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <div className="clamp">
          {name} {isSelf && <span className={classes.quiet}>{t`(you)`}</span>}
        </div>
        <div className={`${classes.quiet} clamp`}>{member.email}</div>
      </div>
      {canWrite ? (
        <NativeSelect
          aria-label={t`Role of ${name}`}
          data={roles.map((role) => ({ value: role, label: t(roleLabels[role]) }))}
          onChange={(event) => onRole(event.currentTarget.value as Role)}
          size="sm"
          value={member.role}
        />
      ) : (
        <Text size="sm">{t(roleLabels[member.role])}</Text>
      )}
      {canWrite && (
        <ActionIcon aria-label={t`Remove ${name} from the team`} color="red.8" onClick={onRemove}>
          <Icon name="trash" size={17} />
        </ActionIcon>
      )}
    </li>
  );
}

export function Team() {
  const { t } = useLingui();
  const session = useSession();
  const canWrite = usePermission("MEMBERS_WRITE");
  const [{ data, error }, read] = useQuery({ query: TeamQuery });
  const [removed, setRemoved] = useState<Member>();
  const role = useSubmit(MemberChangeRoleMutation);
  const removal = useSubmit(MemberRemoveMutation);
  const readAgain = () => read({ requestPolicy: "network-only" });
  const removedName = removed?.name ?? "";

  async function change(member: Member, wanted: Role): Promise<void> {
    const done = await role.send({ id: member.id, role: wanted });
    readAgain();
    if (!done) return;
    tell(t`The role was changed.`);
    // What one's own screens show depends on the role.
    if (member.id === session.member.id) window.location.assign("/");
  }

  async function remove(): Promise<void> {
    if (!removed || !(await removal.send({ id: removed.id }))) return;
    if (removed.id === session.member.id) {
      // Into another workshop, where there is one.
      window.location.assign("/");
      return;
    }
    setRemoved(undefined);
    tell(t`The member was removed.`);
    readAgain();
  }

  return (
    <Page
      description={<Trans>Everybody who works with CarBot here. Owners decide who may do what.</Trans>}
      title={t`Team`}
      width="form"
    >
      <Problems problems={role.problems} />
      {error && !data && <ReadProblem error={error} retry={readAgain} />}
      {!data && !error && <PanelsLoading heights={[220]} />}
      {data?.members && (
        <Panel isFlush>
          <ul className={classes.list}>
            {data.members.map((member) => (
              <MemberRow
                canWrite={canWrite}
                isSelf={member.id === session.member.id}
                key={member.id}
                member={member}
                onRemove={() => {
                  removal.clear();
                  setRemoved(member);
                }}
                onRole={(wanted) => void change(member, wanted)}
              />
            ))}
          </ul>
        </Panel>
      )}
      {canWrite && <InvitationsPanel />}
      <Confirm
        action={t`Remove from the team`}
        isOpen={removed !== undefined}
        isRunning={removal.isRunning}
        onClose={() => setRemoved(undefined)}
        onConfirm={() => void remove()}
        problems={removal.problems}
        title={t`Remove ${removedName}?`}
      >
        <Trans>
          {removedName} can no longer sign in to this workshop. Leads of this member are then nobody's; nothing else is
          deleted.
        </Trans>
      </Confirm>
    </Page>
  );
}
