/** Short messages at the edge of the screen. */
import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { t } from "@lingui/core/macro";

const SHOWN_MILLISECONDS = 4_000;
const UNDO_MILLISECONDS = 8_000;

/** The button that closes a message has no text of its own. */
const closing = () => ({ closeButtonProps: { "aria-label": t`Close` } });

/** Say that something was done. */
export function tell(message: string): void {
  notifications.show({ message, color: "teal", autoClose: SHOWN_MILLISECONDS, ...closing() });
}

/** Say that something could not be done; stays until it is closed. */
export function warn(message: string): void {
  notifications.show({ message, color: "red", autoClose: false, role: "alert", ...closing() });
}

/** Say that something was done and offer to take it back. */
export function offerUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    color: "teal",
    autoClose: UNDO_MILLISECONDS,
    ...closing(),
    message: (
      <Group gap="sm" justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button
          color="blue"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
          size="compact-sm"
          variant="light"
        >
          {t`Undo`}
        </Button>
      </Group>
    ),
  });
}
