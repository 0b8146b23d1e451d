/** Changing the state of a lead: shown at once, taken back with one click, reverted when the server refuses. */
import { ActionIcon, Button, Group, Menu } from "@mantine/core";
import type { MessageDescriptor } from "@lingui/core";
import { msg, t as translate } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useClient } from "urql";
import { refusalOf } from "../../shared/errors";
import type { LeadStatus } from "../../shared/graphql";
import { Icon, type IconName } from "../../shared/icons";
import { leadStatusLabels } from "../../shared/labels";
import { offerUndo, tell, warn } from "../../shared/toasts";
import {
  LeadLoseMutation,
  LeadMarkContactedMutation,
  LeadMarkSpamMutation,
  LeadQualifyMutation,
  LeadReopenMutation,
  LeadWinMutation,
} from "./documents";

export interface LeadState {
  id: string;
  status: LeadStatus;
  updatedAt: string;
}

type Target = Exclude<LeadStatus, "NEW">;

const mutations = {
  CONTACTED: LeadMarkContactedMutation,
  QUALIFIED: LeadQualifyMutation,
  WON: LeadWinMutation,
  LOST: LeadLoseMutation,
  SPAM: LeadMarkSpamMutation,
};

const acts: Readonly<Record<Target, { label: MessageDescriptor; icon: IconName }>> = {
  CONTACTED: { label: msg`Mark as contacted`, icon: "phone" },
  QUALIFIED: { label: msg`Qualify`, icon: "star" },
  WON: { label: msg`Won`, icon: "check" },
  LOST: { label: msg`Lost`, icon: "x" },
  SPAM: { label: msg`Spam`, icon: "alert" },
};

/** What a lead in a state may become; the first is the usual next step. Closed leads only open again. */
const nextStates: Readonly<Record<LeadStatus, readonly Target[]>> = {
  NEW: ["CONTACTED", "QUALIFIED", "WON", "LOST", "SPAM"],
  CONTACTED: ["QUALIFIED", "WON", "LOST", "SPAM"],
  QUALIFIED: ["WON", "LOST", "SPAM"],
  WON: [],
  LOST: [],
  SPAM: [],
};

/** The status to show and the ways to change it. */
export function useStatusChange(lead: LeadState) {
  const client = useClient();
  const { t } = useLingui();
  const [pending, setPending] = useState<LeadState | null>(null);
  const [isRunning, setRunning] = useState(false);
  const isPending = pending !== null && pending.id === lead.id && pending.updatedAt === lead.updatedAt;

  async function reopen(): Promise<void> {
    setRunning(true);
    const { data, error } = await client.mutation(LeadReopenMutation, { id: lead.id }).toPromise();
    setRunning(false);
    setPending(null);
    const refusal = refusalOf(data?.leadReopen, error);
    if (refusal) warn(refusal);
    else tell(translate`The last change was taken back.`);
  }

  async function change(status: Target): Promise<void> {
    if (isRunning) return;
    setRunning(true);
    setPending({ id: lead.id, status, updatedAt: lead.updatedAt });
    const { data, error } = await client.mutation(mutations[status], { id: lead.id }).toPromise();
    setRunning(false);
    const payload = data ? Object.values(data).find((value) => typeof value === "object") : null;
    const refusal = refusalOf(payload, error);
    if (refusal) {
      setPending(null);
      warn(refusal);
      return;
    }
    const label = t(leadStatusLabels[status]);
    offerUndo(t`Status: ${label}`, () => void reopen());
  }

  return { status: isPending ? pending.status : lead.status, isRunning, change, reopen };
}

interface StatusActionsProps {
  change: ReturnType<typeof useStatusChange>;
  canDelete: boolean;
  /** None where there is nothing to edit yet. */
  onEdit: (() => void) | undefined;
  onDelete: () => void;
}

/** The usual next step as a button, the others in a menu. */
export function StatusActions({ change, canDelete, onEdit, onDelete }: StatusActionsProps) {
  const { t } = useLingui();
  const [first, ...others] = nextStates[change.status];
  return (
    <Group gap="xs">
      {first ? (
        <>
          <Button leftSection={<Icon name={acts[first].icon} size={16} />} onClick={() => void change.change(first)}>
            {t(acts[first].label)}
          </Button>
          {others.includes("WON") && (
            <Button leftSection={<Icon name="check" size={16} />} onClick={() => void change.change("WON")} variant="default">
              {t(acts.WON.label)}
            </Button>
          )}
        </>
      ) : (
        <Button leftSection={<Icon name="undo" size={16} />} loading={change.isRunning} onClick={() => void change.reopen()} variant="default">
          <Trans>Open again</Trans>
        </Button>
      )}
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={t`More actions`} variant="default">
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {others
            .filter((status) => status !== "WON")
            .map((status) => (
              <Menu.Item
                key={status}
                leftSection={<Icon name={acts[status].icon} size={16} />}
                onClick={() => void change.change(status)}
              >
                {t(acts[status].label)}
              </Menu.Item>
            ))}
          {onEdit && (
            <Menu.Item leftSection={<Icon name="pencil" size={16} />} onClick={onEdit}>
              <Trans>Edit details</Trans>
            </Menu.Item>
          )}
          {canDelete && (
            <>
              <Menu.Divider />
              <Menu.Item c="var(--negative)" leftSection={<Icon name="trash" size={16} />} onClick={onDelete}>
                <Trans>Delete lead</Trans>
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
