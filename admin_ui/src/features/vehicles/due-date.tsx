/** When the HU is due, with the sticker that shows it. */
import { Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { useFormats } from "../../shared/formats";
import { Panel } from "../../shared/page";
import { ReadProblem, RowsLoading } from "../../shared/states";
import classes from "./check.module.css";
import { VehicleHuQuery } from "./documents";
import { type Entered, firstRegistration } from "./entered";
import { classLabels, colorLabels, colorValues, isLighter, kindOf, type Reading } from "./labels";

interface DueDateProps {
  entered: Entered;
  reading: Reading;
}

/** The date; without a day to count from, what is missing. */
export function DueDate({ entered, reading }: DueDateProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const { lastHu } = entered;
  const first = firstRegistration(entered, reading) ?? lastHu;
  const kind = kindOf(reading.vehicleClass);
  const input = { kind, firstRegistration: first, lastHu: lastHu || null };
  const isKnown = Boolean(entered.firstRegistration || lastHu);
  const [{ data, error }, read] = useQuery({ query: VehicleHuQuery, variables: { input }, pause: !isKnown });
  const due = data?.huDue;
  const title = t`Next HU`;
  if (!isKnown) {
    return (
      <Panel title={title}>
        <Text size="sm">
          <Trans>Enter the first registration or the last HU to see when the next one is due.</Trans>
        </Text>
      </Panel>
    );
  }
  if (!due) {
    return (
      <Panel title={title}>
        {error ? <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} /> : <RowsLoading rows={1} />}
      </Panel>
    );
  }
  const { color, month, year } = due.plakette;
  const colorName = t(colorLabels[color]);
  const className = reading.vehicleClass ? t(classLabels[reading.vehicleClass]) : t`car`;
  return (
    <Panel title={title}>
      <div className={classes.sticker}>
        <span aria-hidden="true" className={classes.swatch} style={{ background: colorValues[color] }} />
        <div>
          <Text fw={600}>
            <Trans>By {formats.day(due.dueOn)}</Trans>
          </Text>
          <Text size="sm">
            <Trans>
              Sticker: {colorName} ({year}), {month} at the top
            </Trans>
          </Text>
          {due.isOverdue && lastHu && (
            <Text c="var(--negative)" size="sm">
              {due.needsExtendedExamination ? (
                <Trans>Overdue by more than two months: the examination is an extended one.</Trans>
              ) : (
                <Trans>Overdue.</Trans>
              )}
            </Text>
          )}
          {due.isOverdue && !lastHu && (
            <Text className={classes.quiet}>
              <Trans>This was the first HU. Enter the last one to see the next date.</Trans>
            </Text>
          )}
          <Text className={classes.quiet}>
            {isLighter(kind) ? (
              <Trans>Counted as: {className}, up to 3.5 t</Trans>
            ) : (
              <Trans>Counted as: {className}</Trans>
            )}
          </Text>
        </div>
      </div>
    </Panel>
  );
}
