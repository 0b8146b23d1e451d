/** One choice of a few, as a row of buttons that scrolls sideways on a phone. */
import { UnstyledButton } from "@mantine/core";
import classes from "./chips.module.css";

interface ChipsProps<Value extends string> {
  label: string;
  choices: readonly { value: Value; label: string }[];
  value: Value;
  onChoose: (value: Value) => void;
}

export function Chips<Value extends string>({ label, choices, value, onChoose }: ChipsProps<Value>) {
  return (
    <div aria-label={label} className={classes.chips} role="group">
      {choices.map((choice) => (
        <UnstyledButton
          aria-pressed={choice.value === value}
          className={classes.chip}
          key={choice.value}
          onClick={() => onChoose(choice.value)}
        >
          {choice.label}
        </UnstyledButton>
      ))}
    </div>
  );
}
