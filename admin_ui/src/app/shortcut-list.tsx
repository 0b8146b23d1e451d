/** The list of keyboard shortcuts. */
import { Kbd, Modal, Table } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import type { Destination } from "./navigation";

interface ShortcutListProps {
  destinations: readonly Destination[];
  onClose: () => void;
}

export function ShortcutList({ destinations, onClose }: ShortcutListProps) {
  const { t } = useLingui();
  const rows: [string, string[]][] = [
    [t`Search or go to …`, ["⌘", "K"]],
    [t`Keyboard shortcuts`, ["?"]],
    ...destinations.map(({ label, shortcut }): [string, string[]] => [t(label), ["g", shortcut]]),
  ];
  return (
    <Modal onClose={onClose} opened title={t`Keyboard shortcuts`}>
      <Table verticalSpacing={7} withRowBorders={false}>
        <Table.Tbody>
          {rows.map(([label, keys]) => (
            <Table.Tr key={label}>
              <Table.Td px={0}>{label}</Table.Td>
              <Table.Td px={0} ta="right">
                {keys.map((key) => (
                  <Kbd key={key} ml={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
