/** The second step: what the columns hold, and what becomes of services that are there already. */
import { NativeSelect, SegmentedControl, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Panel } from "../../../shared/page";
import classes from "./import.module.css";
import { fieldLabels, fields, type Import, type ImportField } from "./labels";

interface MappingProps {
  read: Import;
  isRunning: boolean;
  onMap: (columns: { position: number; field: ImportField | null }[]) => void;
  onDuplicate: (choice: Import["onDuplicate"]) => void;
}

export function Mapping({ read, isRunning, onMap, onDuplicate }: MappingProps) {
  const { t } = useLingui();

  function map(position: number, chosen: string): void {
    const field = fields.find((candidate) => candidate === chosen) ?? null;
    // What another column held is taken from it.
    const before = read.columns.filter((column) => field !== null && column.field === field && column.position !== position);
    onMap([{ position, field }, ...before.map((column) => ({ position: column.position, field: null }))]);
  }

  return (
    <Panel description={<Trans>We guessed from the headings. Change what is not right.</Trans>} isFlush title={t`Columns`}>
      <ul className={classes.columns}>
        {read.columns.map(({ position, head, sample, field }) => {
          const number = position + 1;
          const name = head || t`Column ${number}`;
          return (
            <li className={classes.column} key={position}>
              <div className={classes.head}>
                <strong>{name}</strong>
                <Text c="dimmed" className="clamp" size="sm">
                  {sample}
                </Text>
              </div>
              <NativeSelect
                aria-label={t`What ${name} holds`}
                data={[{ value: "", label: t`Do not read` }, ...fields.map((each) => ({ value: each, label: t(fieldLabels[each]) }))]}
                disabled={isRunning}
                onChange={(event) => map(position, event.currentTarget.value)}
                value={field ?? ""}
              />
            </li>
          );
        })}
      </ul>
      <div className={classes.duplicates}>
        <span id="on-duplicate">
          <Trans>Services that are there already</Trans>
        </span>
        <SegmentedControl
          aria-labelledby="on-duplicate"
          data={[
            { value: "UPDATE", label: t`Update` },
            { value: "SKIP", label: t`Leave as they are` },
          ]}
          disabled={isRunning}
          onChange={(choice) => onDuplicate(choice === "SKIP" ? "SKIP" : "UPDATE")}
          size="xs"
          value={read.onDuplicate}
        />
      </div>
    </Panel>
  );
}
