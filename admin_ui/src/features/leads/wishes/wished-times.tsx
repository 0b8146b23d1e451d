/** The times a person would like to come, as a form edits them: up to three days, each with the hours that would suit. */
import { ActionIcon, Button, Stack, Text, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { parseClockTime } from "../../../shared/clock-time";
import { Icon } from "../../../shared/icons";
import { faultOf, MOST_WISHES, type TypedWish } from "./wishes";
import classes from "./wished-times.module.css";

/** What is wrong with typed wishes, by their fields in a form, in words. */
export function useWishFaults(): (wishes: readonly TypedWish[]) => Record<string, string | null> {
  const { t } = useLingui();
  const sentences = {
    NO_DAY: t`Please choose a day.`,
    NO_TIME: t`Please enter times such as 08:00.`,
    HALF: t`Please enter both times, or neither.`,
    ENDS_BEFORE_START: t`The end must be after the beginning.`,
  };
  return (wishes) =>
    Object.fromEntries(
      wishes.map((wish, index) => {
        const fault = faultOf(wish);
        return [`wishedTimes.${index}`, fault && sentences[fault]];
      }),
    );
}

interface WishedTimesProps {
  wishes: readonly TypedWish[];
  /** What is wrong, by the wish's place. */
  faults: readonly ReactNode[];
  onChange: (wishes: TypedWish[]) => void;
}

export function WishedTimes({ wishes, faults, onChange }: WishedTimesProps) {
  const { t } = useLingui();
  const edit = (index: number, changes: Partial<TypedWish>) =>
    onChange(wishes.map((wish, place) => (place === index ? { ...wish, ...changes } : wish)));
  const time = (index: number, name: "startsAt" | "endsAt", label: string) => (
    <TextInput
      className={classes.time}
      error={Boolean(faults[index])}
      inputMode="numeric"
      label={label}
      maxLength={8}
      onBlur={(event) => edit(index, { [name]: parseClockTime(event.currentTarget.value) ?? event.currentTarget.value })}
      onChange={(event) => edit(index, { [name]: event.currentTarget.value })}
      placeholder={name === "startsAt" ? "08:00" : "12:00"}
      value={wishes[index]?.[name] ?? ""}
    />
  );

  return (
    <Stack aria-label={t`Wished times`} gap="xs" role="group">
      <Text fw={500} size="sm">
        <Trans>Wished times</Trans>
      </Text>
      {wishes.map((wish, index) => {
        const number = index + 1;
        const fault = faults[index];
        return (
          <div aria-label={t`Wished time ${number}`} key={index} role="group">
            <div className={classes.wish}>
              <TextInput
                aria-describedby={fault ? `wish-${index}-fault` : undefined}
                className={classes.day}
                data-path={`wishedTimes.${index}`}
                error={Boolean(fault)}
                label={t`Day`}
                onChange={(event) => edit(index, { date: event.currentTarget.value })}
                type="date"
                value={wish.date}
              />
              {time(index, "startsAt", t`From time`)}
              {time(index, "endsAt", t`To time`)}
              <ActionIcon
                aria-label={t`Remove wished time ${number}`}
                onClick={() => onChange(wishes.filter((_, place) => place !== index))}
              >
                <Icon name="x" size={16} />
              </ActionIcon>
            </div>
            {fault && (
              <div className={classes.fault} id={`wish-${index}-fault`} role="alert">
                {fault}
              </div>
            )}
          </div>
        );
      })}
      {wishes.length < MOST_WISHES && (
        <Button
          className={classes.add}
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => onChange([...wishes, { date: "", startsAt: "", endsAt: "" }])}
          size="compact-sm"
          variant="default"
        >
          <Trans>Add a wished time</Trans>
        </Button>
      )}
    </Stack>
  );
}
