/** A question before something that cannot be taken back. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Problems } from "./states";

interface ConfirmProps {
  isOpen: boolean;
  title: string;
  /** What will be gone, in words. */
  children: ReactNode;
  /** The act, e.g. "Delete lead". */
  action: string;
  isRunning: boolean;
  problems?: readonly string[];
  onConfirm: () => void;
  onClose: () => void;
}

export function Confirm({ isOpen, title, children, action, isRunning, problems = [], onConfirm, onClose }: ConfirmProps) {
  const { t } = useLingui();
  return (
    <Modal closeButtonProps={{ "aria-label": t`Close` }} onClose={onClose} opened={isOpen} title={title}>
      <Stack gap="md">
        <Problems problems={problems} />
        <Text component="div" size="sm">
          {children}
        </Text>
        <Group gap="xs" justify="flex-end">
          <Button data-autofocus onClick={onClose} variant="default">
            <Trans>Cancel</Trans>
          </Button>
          <Button color="red.8" loading={isRunning} onClick={onConfirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
