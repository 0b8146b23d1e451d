/** The button that hands a whole list over as a table for spreadsheets. */
import { Button } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import type { CombinedError } from "@urql/core";
import { useState } from "react";
import { csvOf, saveFile } from "./csv";
import { Icon } from "./icons";
import { tell, warn } from "./toasts";

interface Table {
  /** The headings, then a row for each thing. */
  rows: string[][];
  error?: CombinedError | undefined;
  /** There is more than the file holds. */
  isCut: boolean;
}

interface ExportButtonProps {
  /** The file's name without its ending, in the reader's language. */
  name: string;
  read: () => Promise<Table>;
}

export function ExportButton({ name, read }: ExportButtonProps) {
  const { t } = useLingui();
  const [isReading, setIsReading] = useState(false);
  async function save(): Promise<void> {
    setIsReading(true);
    const { rows, error, isCut } = await read();
    setIsReading(false);
    if (error) {
      warn(t`The table could not be read. Please try again.`);
      return;
    }
    saveFile(`${name}.csv`, csvOf(rows));
    const count = rows.length - 1;
    tell(isCut ? t`The file holds the first ${count} rows; narrow the filter for the others.` : t`The file was saved.`);
  }
  return (
    <Button leftSection={<Icon name="download" size={16} />} loading={isReading} onClick={() => void save()} variant="default">
      {t`Export as CSV`}
    </Button>
  );
}
