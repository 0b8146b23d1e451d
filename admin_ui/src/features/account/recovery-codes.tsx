/** Recovery codes, shown once: to copy, to print, and to be put away. */
import { Alert, Button, Group, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { CopyButton } from "../../shared/copy";
import { Icon } from "../../shared/icons";
import classes from "./second-factor.module.css";

export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Stack gap="md">
      <Alert icon={<Icon name="alert" />} variant="light">
        <Trans>
          These are your recovery codes. Each signs you in once when you do not have your app. They are shown only now:
          please keep them in a safe place.
        </Trans>
      </Alert>
      <ul aria-label={t`Recovery codes`} className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs" justify="flex-end">
        <Button onClick={() => window.print()} variant="default">
          <Trans>Print</Trans>
        </Button>
        <CopyButton label={t`Copy all`} text={codes.join("\n")} />
        <Button onClick={onClose} variant="default">
          <Trans>I have kept them</Trans>
        </Button>
      </Group>
    </Stack>
  );
}
