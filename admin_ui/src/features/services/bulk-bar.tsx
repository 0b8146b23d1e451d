/** What can be done with the chosen services at once. */
import { Button, Group } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { ServicesUpdateMutation } from "./documents";
import classes from "./library.module.css";

interface BulkBarProps {
  chosen: ReadonlySet<string>;
  onDone: () => void;
  onClear: () => void;
}

interface Changes {
  isShownInChat?: boolean;
  isShownOnPages?: boolean;
  confirmsPrices?: boolean;
}

export function BulkBar({ chosen, onDone, onClear }: BulkBarProps) {
  const { t } = useLingui();
  const { send, isRunning, problems } = useSubmit(ServicesUpdateMutation);

  async function change(changes: Changes): Promise<void> {
    const payload = await send({ input: { serviceIds: [...chosen], ...changes } });
    if (!payload) return;
    const count = payload.services?.length ?? chosen.size;
    tell(t`${count} services were changed.`);
    onDone();
  }

  const act = (label: string, changes: Changes) => (
    <Button disabled={isRunning} key={label} onClick={() => void change(changes)} size="compact-sm" variant="default">
      {label}
    </Button>
  );
  return (
    <div className={classes.bar}>
      <div>
        <span aria-live="polite">
          <Plural one="# service chosen" other="# services chosen" value={chosen.size} />
        </span>
        <Problems problems={problems} />
      </div>
      <Group gap="xs">
        {act(t`Confirm prices`, { confirmsPrices: true })}
        {act(t`Show in chat`, { isShownInChat: true })}
        {act(t`Hide in chat`, { isShownInChat: false })}
        {act(t`Show on pages`, { isShownOnPages: true })}
        {act(t`Hide on pages`, { isShownOnPages: false })}
        <Button onClick={onClear} size="compact-sm" variant="subtle">
          <Trans>Choose none</Trans>
        </Button>
      </Group>
    </div>
  );
}
