/** Importing services: a file is chosen, its columns are told, its rows are seen, and then written as a whole. */
import { Alert, Button, Checkbox, Group, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useQuery } from "urql";
import { useFollow } from "../../../shared/follow";
import { Icon } from "../../../shared/icons";
import { useReturn } from "../../../shared/live";
import { Page, Panel } from "../../../shared/page";
import { Missing, PanelsLoading, Problems, ReadProblem } from "../../../shared/states";
import { useSubmit } from "../../../shared/submit";
import {
  CatalogueImportApplyMutation,
  CatalogueImportChangedSubscription,
  CatalogueImportQuery,
  CatalogueImportUpdateMutation,
} from "./documents";
import { History, UndoButton } from "./history";
import classes from "./import.module.css";
import type { Import, Report } from "./labels";
import { Mapping } from "./mapping";
import { Faults, Preview } from "./preview";
import { Progress } from "./progress";
import { Upload } from "./upload";

const route = getRouteApi("/inside/services/import");

export function ServiceImport() {
  const { t } = useLingui();
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      back={id ? { to: "/services/import", label: t`Other file` } : { to: "/services", label: t`Services` }}
      description={<Trans>Bring your price list along as a file. You see every row before anything is changed.</Trans>}
      title={t`Import services`}
    >
      {id ? (
        <Opened id={id} key={id} />
      ) : (
        <>
          <Upload onRead={(importId) => void navigate({ search: { id: importId } })} />
          <History />
        </>
      )}
    </Page>
  );
}

function Opened({ id }: { id: string }) {
  const [{ data, error }, read] = useQuery({ query: CatalogueImportQuery, variables: { id } });
  const [live, setLive] = useState<{ status: Import["status"]; progress: number }>();
  const readAgain = () => read({ requestPolicy: "network-only" });
  useReturn(readAgain);
  useFollow(CatalogueImportChangedSubscription, { id }, ({ catalogueImportChanged: { status, progress } }) => {
    setLive({ status, progress });
    if (status !== "APPLYING") readAgain();
  });

  const found = data?.catalogueImport;
  const report = data?.catalogueImportReport;
  if (error && !data) return <ReadProblem error={error} retry={readAgain} />;
  if (!data) return <PanelsLoading heights={[260, 320]} />;
  if (!found || !report) {
    return (
      <Panel isFlush>
        <Missing>
          <Trans>This import does not exist any more.</Trans>
        </Missing>
      </Panel>
    );
  }
  const isApplying = found.status === "APPLYING" || (found.status === "READY" && live?.status === "APPLYING");
  const progress = Math.max(found.progress, live?.progress ?? 0);
  return <Steps found={found} onChanged={readAgain} progress={isApplying ? progress : undefined} report={report} />;
}

interface StepsProps {
  found: Import;
  report: Report;
  /** While it is being written: how far it is. */
  progress: number | undefined;
  onChanged: () => void;
}

function Steps({ found, report, progress, onChanged }: StepsProps) {
  const { t } = useLingui();
  const update = useSubmit(CatalogueImportUpdateMutation);
  const apply = useSubmit(CatalogueImportApplyMutation);
  const [isWithoutFaulty, setWithoutFaulty] = useState(false);
  const { id, status, createCount, updateCount, skipCount, faultyCount } = found;
  const isReading = status === "READING" || update.isRunning;

  async function change(input: Parameters<typeof update.send>[0]["input"]): Promise<void> {
    if (await update.send({ id, input })) onChanged();
  }

  async function confirm(): Promise<void> {
    if (await apply.send({ id, withoutFaulty: isWithoutFaulty })) onChanged();
  }

  if (progress !== undefined) {
    return (
      <Panel title={found.fileName}>
        <Progress label={t`The services are being written`} value={progress} />
      </Panel>
    );
  }
  if (status === "FAILED") {
    return (
      <Alert color="red" icon={<Icon name="alert" />} role="alert" title={t`The file could not be imported`} variant="light">
        {report.failure}
      </Alert>
    );
  }
  if (status === "DONE" || status === "UNDONE") return <Outcome found={found} onChanged={onChanged} />;
  return (
    <>
      <Panel
        action={
          <Button
            disabled={isReading || createCount + updateCount === 0 || (faultyCount > 0 && !isWithoutFaulty)}
            loading={apply.isRunning}
            onClick={() => void confirm()}
          >
            <Trans>Import now</Trans>
          </Button>
        }
        title={found.fileName}
      >
        <Problems problems={[...update.problems, ...apply.problems]} />
        <div aria-live="polite" className={classes.counts}>
          {isReading ? (
            <Trans>The file is being read…</Trans>
          ) : (
            <>
              <Count value={createCount}>
                <Plural one="new service" other="new services" value={createCount} />
              </Count>
              <Count value={updateCount}>
                <Plural one="service changes" other="services change" value={updateCount} />
              </Count>
              <Count value={skipCount}>
                <Plural one="row left out" other="rows left out" value={skipCount} />
              </Count>
              <Count value={faultyCount}>
                <Plural one="faulty row" other="faulty rows" value={faultyCount} />
              </Count>
            </>
          )}
        </div>
        {faultyCount > 0 && !isReading && (
          <Checkbox
            checked={isWithoutFaulty}
            label={t`Leave the faulty rows out`}
            mt="md"
            onChange={(event) => setWithoutFaulty(event.currentTarget.checked)}
          />
        )}
      </Panel>
      <Faults count={faultyCount} faults={report.faults} />
      {found.columns.length > 0 && (
        <Mapping
          isRunning={isReading}
          onDuplicate={(onDuplicate) => void change({ onDuplicate })}
          onMap={(columns) => void change({ columns })}
          read={found}
        />
      )}
      {report.rows.length > 0 && <Preview read={found} rows={report.rows} />}
    </>
  );
}

function Count({ value, children }: { value: number; children: ReactNode }) {
  return (
    <div>
      <span className={`${classes.figure} tabular`}>{value}</span> {children}
    </div>
  );
}

function Outcome({ found, onChanged }: { found: Import; onChanged: () => void }) {
  const { t } = useLingui();
  const { createCount, updateCount, keptCount } = found;
  const kept = keptCount ?? 0;
  const isUndone = found.status === "UNDONE";
  return (
    <Panel title={isUndone ? t`The import was undone` : t`The import is done`}>
      <Text role="status">
        {isUndone ? (
          <Plural
            _0="All services are as they were before."
            one="# service was changed since and stayed as it is."
            other="# services were changed since and stayed as they are."
            value={kept}
          />
        ) : (
          <Trans>
            {createCount} new services, {updateCount} changed. CarBot answers with the new prices from now on.
          </Trans>
        )}
      </Text>
      <Group mt="md">
        <Button renderRoot={(props) => <Link to="/services" {...props} />}>
          <Trans>To the services</Trans>
        </Button>
        {!isUndone && <UndoButton id={found.id} onDone={onChanged} size="sm" />}
      </Group>
    </Panel>
  );
}
