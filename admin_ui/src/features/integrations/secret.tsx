/** The credentials of a program, shown once. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { CopyIcon } from "../../shared/copy";
import classes from "./integrations.module.css";

export interface Credentials {
  clientId: string;
  secret: string;
}

export function SecretShown({ credentials, onClose }: { credentials: Credentials; onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Modal
      closeOnClickOutside={false}
      closeOnEscape={false}
      onClose={onClose}
      opened
      size={520}
      title={t`Credentials of the program`}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Text size="sm">
          <Trans>Copy the secret now and keep it safe: it is shown only this once.</Trans>
        </Text>
        <div>
          <Text fw={500} size="sm">{t`Client ID`}</Text>
          <div className={classes.secret}>
            <span>{credentials.clientId}</span>
            <CopyIcon label={t`Copy client ID`} text={credentials.clientId} />
          </div>
        </div>
        <div>
          <Text fw={500} size="sm">{t`Secret`}</Text>
          <div className={classes.secret}>
            <span>{credentials.secret}</span>
            <CopyIcon label={t`Copy secret`} text={credentials.secret} />
          </div>
        </div>
        <Group justify="flex-end">
          <Button onClick={onClose}>
            <Trans>I have copied the secret</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
