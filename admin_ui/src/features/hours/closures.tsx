/** Days on which the workshop is closed although the week says otherwise. */
import { ActionIcon, Button, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useFormats } from "../../shared/formats";
import { Icon } from "../../shared/icons";
import { Panel } from "../../shared/page";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { ClosureCreateMutation, ClosureDeleteMutation } from "./documents";
import classes from "./closures.module.css";

interface Closure {
  id: string;
  startsOn: string;
  endsOn: string;
  reason: string | null;
}

interface ClosuresProps {
  closures: readonly Closure[];
  canWrite: boolean;
  onChanged: () => void;
}

export function Closures({ closures, canWrite, onChanged }: ClosuresProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const form = useForm({
    initialValues: { startsOn: "", endsOn: "", reason: "" },
    validate: {
      startsOn: (value) => (value ? null : t`Please choose a day.`),
      endsOn: (value, { startsOn }) => (value && value < startsOn ? t`The last day must not be before the first.` : null),
    },
  });
  const creation = useSubmit(ClosureCreateMutation, { form });
  const deletion = useSubmit(ClosureDeleteMutation);

  async function submit({ startsOn, endsOn, reason }: typeof form.values): Promise<void> {
    const payload = await creation.send({ input: { startsOn, endsOn: endsOn || startsOn, reason: reason.trim() || null } });
    if (!payload) return;
    form.reset();
    onChanged();
  }

  async function remove(id: string): Promise<void> {
    if (await deletion.send({ id })) onChanged();
  }

  return (
    <Panel description={t`Company holidays, bridge days, stocktaking.`} title={t`Closures`}>
      <Stack gap="md">
        <Problems problems={[...creation.problems, ...deletion.problems]} />
        {closures.length > 0 && (
          <ul className={classes.closures}>
            {closures
              .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn))
              .map(({ id, startsOn, endsOn, reason }) => {
                const days = startsOn === endsOn ? formats.day(startsOn) : `${formats.day(startsOn)} – ${formats.day(endsOn)}`;
                return (
                  <li key={id}>
                    <Icon name="calendar" size={17} />
                    <span className="tabular">{days}</span>
                    <span className={`${classes.reason} clamp`}>{reason}</span>
                    {canWrite && (
                      <ActionIcon aria-label={t`Remove closure ${days}`} disabled={deletion.isRunning} onClick={() => void remove(id)}>
                        <Icon name="trash" size={16} />
                      </ActionIcon>
                    )}
                  </li>
                );
              })}
          </ul>
        )}
        {closures.length === 0 && !canWrite && (
          <span className={classes.reason}>
            <Trans>No closures are planned.</Trans>
          </span>
        )}
        {canWrite && (
          <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
            <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
              <TextInput {...form.getInputProps("startsOn")} label={t`First day`} type="date" />
              <TextInput {...form.getInputProps("endsOn")} label={t`Last day`} min={form.values.startsOn} type="date" />
              <TextInput {...form.getInputProps("reason")} label={t`Reason`} maxLength={120} placeholder={t`e.g. summer holidays`} />
            </SimpleGrid>
            <Button
              leftSection={<Icon name="plus" size={16} />}
              loading={creation.isRunning}
              mt="sm"
              type="submit"
              variant="default"
            >
              <Trans>Add closure</Trans>
            </Button>
          </form>
        )}
      </Stack>
    </Panel>
  );
}
