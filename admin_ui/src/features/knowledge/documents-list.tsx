/** Texts of the workshop the assistant may quote from. */
import { ActionIcon, Button, Group } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { Confirm } from "../../shared/confirm";
import { useFormats } from "../../shared/formats";
import type { ResultOf } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { Panel } from "../../shared/page";
import { usePermission } from "../../shared/session";
import { Empty, ReadProblem, RowsLoading } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { useAll } from "../../shared/use-all";
import { DocumentDeleteMutation, DocumentsQuery } from "./documents";
import classes from "./list.module.css";

const DocumentForm = lazy(() => import("./document-form").then((module) => ({ default: module.DocumentForm })));

const PAGE_SIZE = 100;

type Document = NonNullable<ResultOf<typeof DocumentsQuery>["documents"]>["edges"][number]["node"];

export function Documents() {
  const { t } = useLingui();
  const formats = useFormats();
  const canWrite = usePermission("KNOWLEDGE_WRITE");
  const [isAdding, setAdding] = useState(false);
  const [deleted, setDeleted] = useState<Document>();
  const deletion = useSubmit(DocumentDeleteMutation);
  const { nodes, error, readAgain } = useAll(DocumentsQuery, { first: PAGE_SIZE }, (data) => data.documents);
  const deletedTitle = deleted?.title ?? "";

  async function remove(): Promise<void> {
    if (!deleted || !(await deletion.send({ id: deleted.id }))) return;
    setDeleted(undefined);
    tell(t`The document was deleted.`);
    readAgain();
  }

  return (
    <>
      {canWrite && (
        <Group justify="flex-end">
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
            <Trans>Add a document</Trans>
          </Button>
        </Group>
      )}
      {error && !nodes && <ReadProblem error={error} retry={readAgain} />}
      <Panel isFlush>
        {!nodes && !error && <RowsLoading rows={3} />}
        {nodes?.length === 0 && (
          <Empty icon="copy" title={t`No documents yet`}>
            <Trans>Terms, tyre storage, guarantee: paste a text or choose a text file.</Trans>
          </Empty>
        )}
        {nodes && nodes.length > 0 && (
          <ul className={classes.list}>
            {nodes.map((document) => {
              const { title } = document;
              return (
                <li className={classes.row} key={document.id}>
                  <div className={classes.text}>
                    <div className="break">{title}</div>
                    <div className={classes.quiet}>
                      <Plural one="# passage" other="# passages" value={document.passageCount} /> ·{" "}
                      {document.fileName ?? t`Pasted`} · {formats.dateTime(document.createdAt)}
                    </div>
                  </div>
                  {canWrite && (
                    <ActionIcon
                      aria-label={t`Delete “${title}”`}
                      color="red.8"
                      onClick={() => {
                        deletion.clear();
                        setDeleted(document);
                      }}
                    >
                      <Icon name="trash" size={17} />
                    </ActionIcon>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </Panel>
      <Suspense>{isAdding && <DocumentForm onClose={() => setAdding(false)} onSaved={readAgain} />}</Suspense>
      <Confirm
        action={t`Delete document`}
        isOpen={deleted !== undefined}
        isRunning={deletion.isRunning}
        onClose={() => setDeleted(undefined)}
        onConfirm={() => void remove()}
        problems={deletion.problems}
        title={t`Delete “${deletedTitle}”?`}
      >
        <Trans>CarBot no longer quotes from it.</Trans>
      </Confirm>
    </>
  );
}
