/** Replacing a client key by a new one, with time to change the code on the website. */
import { Button, Group, Modal, NativeSelect, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { ClientKeyRotateMutation } from "./documents";

interface RotateKeyProps {
  clientKey: { id: string; name: string };
  onClose: () => void;
  onSaved: () => void;
}

export function RotateKey({ clientKey, onClose, onSaved }: RotateKeyProps) {
  const { t } = useLingui();
  const [hours, setHours] = useState("24");
  const { send, isRunning, problems } = useSubmit(ClientKeyRotateMutation);
  const { name } = clientKey;

  async function rotate(): Promise<void> {
    if (!(await send({ id: clientKey.id, overlapHours: Number(hours) }))) return;
    onSaved();
    onClose();
    tell(t`The new client key is ready. Copy its code to your website.`);
  }

  return (
    <Modal closeButtonProps={{ "aria-label": t`Close` }} onClose={onClose} opened title={t`Replace the key ${name}?`}>
      <Stack gap="md">
        <Problems problems={problems} />
        <Text size="sm">
          <Trans>You get a new key for the same addresses. The old one works on as long as you choose here.</Trans>
        </Text>
        <NativeSelect
          data={[
            { value: "0", label: t`Not at all` },
            { value: "1", label: t`One hour` },
            { value: "24", label: t`One day` },
            { value: "72", label: t`Three days` },
            { value: "168", label: t`One week` },
          ]}
          label={t`The old key works on for`}
          onChange={(event) => setHours(event.currentTarget.value)}
          value={hours}
        />
        <Group gap="xs" justify="flex-end">
          <Button onClick={onClose} variant="default">
            <Trans>Cancel</Trans>
          </Button>
          <Button loading={isRunning} onClick={() => void rotate()}>
            <Trans>Replace key</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
