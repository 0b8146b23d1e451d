/** The form of the week: several intervals a day, a day copied to others. */
import { ActionIcon, Button, Checkbox, Group, Popover, Stack, Switch, TextInput, Tooltip } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { parseClockTime } from "../../shared/clock-time";
import type { Weekday } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { weekdayLabels, weekdays } from "../../shared/labels";
import { Panel } from "../../shared/page";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { OpeningHoursUpdateMutation } from "./documents";
import { type Interval, intervalsOf, nextInterval, problemsOf, type TypedInterval, type Week, weekOf } from "./week";
import classes from "./week-form.module.css";

function CopyDay({ weekday, onCopy }: { weekday: Weekday; onCopy: (targets: Weekday[]) => void }) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const [targets, setTargets] = useState<string[]>([]);
  const day = t(weekdayLabels[weekday]);
  return (
    <Popover onChange={setOpen} opened={isOpen} position="bottom-end" trapFocus withRoles>
      <Popover.Target>
        <Tooltip label={t`Copy to other days`}>
          <ActionIcon aria-label={t`Copy ${day} to other days`} onClick={() => setOpen(!isOpen)}>
            <Icon name="copy" size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t`Copy ${day} to other days`}>
        <Checkbox.Group aria-label={t`Days`} onChange={setTargets} value={targets}>
          <Stack gap="xs">
            {weekdays
              .filter((other) => other !== weekday)
              .map((other) => (
                <Checkbox key={other} label={t(weekdayLabels[other])} value={other} />
              ))}
          </Stack>
        </Checkbox.Group>
        <Button
          disabled={targets.length === 0}
          fullWidth
          mt="sm"
          onClick={() => {
            onCopy(weekdays.filter((other) => targets.includes(other)));
            setTargets([]);
            setOpen(false);
          }}
          size="compact-sm"
        >
          <Trans>Copy</Trans>
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

interface DayProps {
  weekday: Weekday;
  intervals: readonly TypedInterval[];
  isChecked: boolean;
  canWrite: boolean;
  onChange: (intervals: readonly TypedInterval[]) => void;
  onCopy: (targets: Weekday[]) => void;
}

function Day({ weekday, intervals, isChecked, canWrite, onChange, onCopy }: DayProps) {
  const { t } = useLingui();
  const day = t(weekdayLabels[weekday]);
  const problems = problemsOf(intervals);
  const sentences = {
    NO_TIME: t`Please enter times such as 08:00.`,
    ENDS_BEFORE_START: t`The end must be after the beginning.`,
    OVERLAPS: t`These times overlap.`,
  };
  const edit = (index: number, changes: Partial<TypedInterval>) =>
    onChange(intervals.map((interval, position) => (position === index ? { ...interval, ...changes } : interval)));
  const tidy = (index: number, key: keyof TypedInterval, text: string) => {
    const time = parseClockTime(text);
    if (time) edit(index, { [key]: time });
  };

  return (
    <div aria-label={day} className={classes.day} role="group">
      <Switch
        checked={intervals.length > 0}
        className={classes.weekday}
        disabled={!canWrite}
        label={day}
        onChange={(event) => onChange(event.currentTarget.checked ? [nextInterval([])] : [])}
      />
      <div className={classes.intervals}>
        {intervals.length === 0 && (
          <span className={classes.closed}>
            <Trans>closed</Trans>
          </span>
        )}
        {intervals.map((interval, index) => {
          const problem = isChecked ? problems[index] : null;
          const number = index + 1;
          return (
            <div key={index}>
              <Group gap={8} wrap="nowrap">
                <TextInput
                  aria-label={t`${day}, opens (${number})`}
                  className={classes.time}
                  disabled={!canWrite}
                  error={Boolean(problem)}
                  inputMode="numeric"
                  maxLength={8}
                  onBlur={(event) => tidy(index, "opensAt", event.currentTarget.value)}
                  onChange={(event) => edit(index, { opensAt: event.currentTarget.value })}
                  placeholder="08:00"
                  value={interval.opensAt}
                />
                <span aria-hidden="true">–</span>
                <TextInput
                  aria-label={t`${day}, closes (${number})`}
                  className={classes.time}
                  disabled={!canWrite}
                  error={Boolean(problem)}
                  inputMode="numeric"
                  maxLength={8}
                  onBlur={(event) => tidy(index, "closesAt", event.currentTarget.value)}
                  onChange={(event) => edit(index, { closesAt: event.currentTarget.value })}
                  placeholder="17:00"
                  value={interval.closesAt}
                />
                {canWrite && (
                  <ActionIcon
                    aria-label={t`Remove ${day}, interval ${number}`}
                    onClick={() => onChange(intervals.filter((_, position) => position !== index))}
                  >
                    <Icon name="x" size={16} />
                  </ActionIcon>
                )}
              </Group>
              {problem && (
                <div className={classes.problem} role="alert">
                  {sentences[problem]}
                </div>
              )}
            </div>
          );
        })}
      </div>
      {canWrite && (
        <div className={classes.actions}>
          <Tooltip label={t`Add an interval`}>
            <ActionIcon
              aria-label={t`Add an interval on ${day}`}
              onClick={() => onChange([...intervals, nextInterval(intervals)])}
            >
              <Icon name="plus" size={16} />
            </ActionIcon>
          </Tooltip>
          <CopyDay onCopy={onCopy} weekday={weekday} />
        </div>
      )}
    </div>
  );
}

interface WeekFormProps {
  intervals: readonly Interval[];
  canWrite: boolean;
}

export function WeekForm({ intervals, canWrite }: WeekFormProps) {
  const { t } = useLingui();
  const [edited, setEdited] = useState<Week>();
  const [isChecked, setChecked] = useState(false);
  const { send, isRunning, problems } = useSubmit(OpeningHoursUpdateMutation);
  const week = edited ?? weekOf(intervals);

  async function save(): Promise<void> {
    setChecked(true);
    if (weekdays.some((weekday) => problemsOf(week[weekday]).some(Boolean))) return;
    if (!(await send({ input: { intervals: intervalsOf(week) } }))) return;
    setEdited(undefined);
    setChecked(false);
    tell(t`The opening hours were saved.`);
  }

  return (
    <Panel description={t`Several intervals a day are possible, for example with a lunch break.`} title={t`Week`}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Problems problems={problems} />
        {weekdays.map((weekday) => (
          <Day
            canWrite={canWrite}
            intervals={week[weekday]}
            isChecked={isChecked}
            key={weekday}
            onChange={(day) => setEdited({ ...week, [weekday]: day })}
            onCopy={(targets) =>
              setEdited({ ...week, ...Object.fromEntries(targets.map((target) => [target, week[weekday]])) })
            }
            weekday={weekday}
          />
        ))}
        {canWrite && (
          <Group gap="xs" justify="flex-end" mt="md">
            {edited && (
              <Button onClick={() => setEdited(undefined)} variant="default">
                <Trans>Discard</Trans>
              </Button>
            )}
            <Button disabled={!edited} loading={isRunning} type="submit">
              <Trans>Save opening hours</Trans>
            </Button>
          </Group>
        )}
      </form>
    </Panel>
  );
}
