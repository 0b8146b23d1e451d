/** The first step: choosing a file, or dropping it. */
import { Anchor, Button, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type DragEvent, useRef, useState } from "react";
import { Icon } from "../../../shared/icons";
import { currentLanguage } from "../../../shared/language";
import { sendFile } from "../../../shared/files/send-file";
import { Panel } from "../../../shared/page";
import { Problems } from "../../../shared/states";
import { useSubmit } from "../../../shared/submit";
import { CatalogueImportCreateMutation } from "./documents";
import classes from "./import.module.css";
import { Progress } from "./progress";

export function Upload({ onRead }: { onRead: (importId: string) => void }) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const [part, setPart] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const [isOver, setOver] = useState(false);
  const creation = useSubmit(CatalogueImportCreateMutation);
  const language = currentLanguage().toLowerCase();

  async function take(file: File | undefined): Promise<void> {
    if (!file || part !== undefined) return;
    setProblem(undefined);
    creation.clear();
    setPart(0);
    const sent = await sendFile(file, "table", setPart);
    if ("problem" in sent) setProblem(sent.problem);
    else {
      const payload = await creation.send({ uploadId: sent.id });
      if (payload?.catalogueImport) onRead(payload.catalogueImport.id);
    }
    setPart(undefined);
    if (input.current) input.current.value = "";
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  }

  return (
    <Panel>
      <Problems problems={problem ? [problem] : creation.problems} />
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragLeave={() => setOver(false)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDrop={drop}
      >
        <Text fw={550}>
          <Trans>Drop a CSV or XLSX file here</Trans>
        </Text>
        <Text c="dimmed" size="sm">
          <Trans>Up to 20 MB and 10,000 rows. Nothing is changed before you have seen what is in it.</Trans>
        </Text>
        <input
          accept=".csv,.tsv,.txt,.xlsx"
          aria-label={t`File with services`}
          className={classes.file}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
          ref={input}
          tabIndex={-1}
          type="file"
        />
        {part === undefined ? (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => input.current?.click()}>
            <Trans>Choose a file</Trans>
          </Button>
        ) : (
          <Progress label={t`Sending the file`} value={Math.round(100 * part)} />
        )}
        <Text c="dimmed" size="sm">
          <Trans>
            No list yet? Take our template as{" "}
            <Anchor href={`/downloads/services-template.xlsx?language=${language}`} underline="always">
              Excel
            </Anchor>{" "}
            or{" "}
            <Anchor href={`/downloads/services-template.csv?language=${language}`} underline="always">
              CSV
            </Anchor>
            .
          </Trans>
        </Text>
      </div>
    </Panel>
  );
}
