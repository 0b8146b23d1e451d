/** A field for a new password that says how good it is. */
import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { passwordStrength, SHORTEST_PASSWORD } from "./password-strength";
import classes from "./new-password.module.css";

const colors = ["var(--hairline)", "var(--negative)", "var(--warning)", "var(--positive)", "var(--positive)"];

export function NewPassword({ value = "", label, ...rest }: PasswordInputProps & { value?: string }) {
  const { t } = useLingui();
  const strength = passwordStrength(value);
  const missing = SHORTEST_PASSWORD - value.length;
  const words = [t`${missing} more characters`, t`Easy to guess`, t`Acceptable`, t`Strong`, t`Very strong`];
  return (
    <div>
      <PasswordInput
        {...rest}
        autoComplete="new-password"
        description={t`At least ${SHORTEST_PASSWORD} characters. A sentence is easier to remember than symbols.`}
        inputWrapperOrder={["label", "input", "description", "error"]}
        label={label ?? t`Password`}
        maxLength={128}
        required
        value={value}
        visibilityToggleButtonProps={{ "aria-label": t`Show or hide the password` }}
        withAsterisk={false}
      />
      <div aria-live="polite" className={classes.strength}>
        <span aria-hidden="true" className={classes.bars}>
          {[1, 2, 3, 4].map((step) => (
            <span key={step} style={{ background: step <= strength ? colors[strength] : "var(--hairline)" }} />
          ))}
        </span>
        <span>{value ? words[strength] : ""}</span>
      </div>
    </div>
  );
}
