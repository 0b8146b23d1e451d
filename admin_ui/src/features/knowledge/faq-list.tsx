/** The workshop's own answers to frequent questions. */
import { ActionIcon, Button, Group, Switch } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { Confirm } from "../../shared/confirm";
import type { ResultOf } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { languageNames } from "../../shared/language";
import { Panel } from "../../shared/page";
import { SearchField } from "../../shared/search-field";
import { usePermission } from "../../shared/session";
import { Empty, Problems, ReadProblem, RowsLoading } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { useAll } from "../../shared/use-all";
import { FaqDeleteMutation, FaqEntriesQuery, FaqUpdateMutation } from "./documents";
import classes from "./list.module.css";

const FaqForm = lazy(() => import("./faq-form").then((module) => ({ default: module.FaqForm })));

const PAGE_SIZE = 100;

export type FaqEntry = NonNullable<ResultOf<typeof FaqEntriesQuery>["faqEntries"]>["edges"][number]["node"];

interface FaqListProps {
  text: string | undefined;
  onSearch: (text: string | undefined) => void;
}

export function FaqList({ text, onSearch }: FaqListProps) {
  const { t } = useLingui();
  const canWrite = usePermission("KNOWLEDGE_WRITE");
  const [edited, setEdited] = useState<FaqEntry | "new">();
  const [deleted, setDeleted] = useState<FaqEntry>();
  const change = useSubmit(FaqUpdateMutation);
  const deletion = useSubmit(FaqDeleteMutation);
  const { nodes, error, readAgain } = useAll(
    FaqEntriesQuery,
    { filter: text ? { text } : {}, first: PAGE_SIZE },
    (data) => data.faqEntries,
  );

  async function toggle(entry: FaqEntry, isActive: boolean): Promise<void> {
    await change.send({ id: entry.id, input: { isActive } });
    readAgain();
  }

  async function remove(): Promise<void> {
    if (!deleted || !(await deletion.send({ id: deleted.id }))) return;
    setDeleted(undefined);
    tell(t`The answer was deleted.`);
    readAgain();
  }

  return (
    <>
      <Group gap="sm" justify="space-between">
        <SearchField label={t`Search answers`} onSearch={onSearch} text={text} />
        {canWrite && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setEdited("new")}>
            <Trans>Write an answer</Trans>
          </Button>
        )}
      </Group>
      <Problems problems={change.problems} />
      {error && !nodes && <ReadProblem error={error} retry={readAgain} />}
      <Panel isFlush>
        {!nodes && !error && <RowsLoading rows={5} />}
        {nodes?.length === 0 && (
          <Empty icon="messages" title={text ? t`No answer fits` : t`No answers yet`}>
            <Trans>Write down what you are asked every day: courtesy car, payment, parking, waiting.</Trans>
          </Empty>
        )}
        {nodes && nodes.length > 0 && (
          <ul className={classes.list}>
            {nodes.map((entry) => {
              const { question } = entry;
              return (
                <li className={classes.row} data-inactive={!entry.isActive || undefined} key={entry.id}>
                  <div className={classes.text}>
                    {canWrite ? (
                      <button className={classes.open} onClick={() => setEdited(entry)} type="button">
                        {question}
                      </button>
                    ) : (
                      <span className="break">{question}</span>
                    )}
                    <div className={`${classes.quiet} clamp`}>{entry.answer}</div>
                    {entry.language && <div className={classes.quiet}>{languageNames[entry.language]}</div>}
                  </div>
                  {canWrite && (
                    <Group gap="sm" wrap="nowrap">
                      <Switch
                        aria-label={t`${question}: active`}
                        checked={entry.isActive}
                        onChange={(event) => void toggle(entry, event.currentTarget.checked)}
                      />
                      <ActionIcon
                        aria-label={t`Delete “${question}”`}
                        color="red.8"
                        onClick={() => {
                          deletion.clear();
                          setDeleted(entry);
                        }}
                      >
                        <Icon name="trash" size={17} />
                      </ActionIcon>
                    </Group>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </Panel>
      <Suspense>
        {edited && (
          <FaqForm
            entry={edited === "new" ? undefined : edited}
            onClose={() => setEdited(undefined)}
            onSaved={readAgain}
          />
        )}
      </Suspense>
      <Confirm
        action={t`Delete answer`}
        isOpen={deleted !== undefined}
        isRunning={deletion.isRunning}
        onClose={() => setDeleted(undefined)}
        onConfirm={() => void remove()}
        problems={deletion.problems}
        title={t`Delete this answer?`}
      >
        <Trans>CarBot no longer gives it. You can also just switch it off.</Trans>
      </Confirm>
    </>
  );
}
