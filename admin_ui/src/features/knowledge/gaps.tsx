/** Questions the assistant could not answer: each becomes an answer, a service or another name with one click. */
import { ActionIcon, Anchor, Button, Group, Menu, SegmentedControl } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { msg } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useFormats } from "../../shared/formats";
import type { ResultOf, VariablesOf } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { languageNames } from "../../shared/language";
import { useLive } from "../../shared/live";
import { Panel } from "../../shared/page";
import { usePermission } from "../../shared/session";
import { Empty, Problems, ReadProblem, RowsLoading } from "../../shared/states";
import { Status } from "../../shared/status";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { useAll } from "../../shared/use-all";
import { GapIgnoreMutation, GapReopenMutation, GapsQuery } from "./documents";
import classes from "./list.module.css";
import type { KnowledgeSearch } from "./search";

const FaqForm = lazy(() => import("./faq-form").then((module) => ({ default: module.FaqForm })));
const ServiceForm = lazy(() => import("./service-form").then((module) => ({ default: module.ServiceForm })));
const SynonymForm = lazy(() => import("./synonym-form").then((module) => ({ default: module.SynonymForm })));

const PAGE_SIZE = 50;

export type Gap = NonNullable<ResultOf<typeof GapsQuery>["knowledgeGaps"]>["edges"][number]["node"];

/** What a gap is being turned into. */
interface Deed {
  kind: "faq" | "service" | "synonym";
  gap: Gap;
}

const resolutions = { SERVICE: msg`Became a service`, SYNONYM: msg`Became another name`, FAQ: msg`Became an answer` };

interface GapRowProps {
  gap: Gap;
  canWrite: boolean;
  onDeed: (kind: Deed["kind"]) => void;
  onIgnore: () => void;
  onReopen: () => void;
}

function GapRow({ gap, canWrite, onDeed, onIgnore, onReopen }: GapRowProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const { question, conversation } = gap;
  return (
    <li className={classes.row}>
      <div className={classes.text}>
        <div className="break">{question}</div>
        <div className={classes.quiet}>
          <Plural one="asked once" other="asked # times" value={gap.count} /> · {languageNames[gap.language]} ·{" "}
          <time dateTime={gap.lastSeenAt} title={formats.dateTime(gap.lastSeenAt)}>
            {formats.ago(gap.lastSeenAt)}
          </time>
          {conversation && (
            <>
              {" · "}
              <Anchor
                inherit
                renderRoot={(props) => <Link params={{ id: conversation.id }} to="/conversations/$id" {...props} />}
              >
                <Trans>View conversation</Trans>
              </Anchor>
            </>
          )}
        </div>
        {gap.origin === "MARKED_WRONG" && (
          <div className={classes.quiet}>
            <Status color="var(--warning)">{t`Was answered wrong`}</Status> {gap.note}
          </div>
        )}
        {gap.resolution && (
          <div className={classes.quiet}>
            <Status color="var(--positive)">{t(resolutions[gap.resolution])}</Status> {gap.settledBy}
          </div>
        )}
      </div>
      {canWrite && gap.status !== "RESOLVED" && (
        <Group gap="xs" wrap="nowrap">
          <Button onClick={() => onDeed("faq")} size="xs">
            <Trans>Write an answer</Trans>
          </Button>
          <Menu position="bottom-end" width={230}>
            <Menu.Target>
              <ActionIcon aria-label={t`Actions for “${question}”`}>
                <Icon name="dots" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<Icon name="plus" size={16} />} onClick={() => onDeed("service")}>
                <Trans>Add as a service</Trans>
              </Menu.Item>
              <Menu.Item leftSection={<Icon name="wrench" size={16} />} onClick={() => onDeed("synonym")}>
                <Trans>Means a service I have</Trans>
              </Menu.Item>
              {gap.status === "IGNORED" ? (
                <Menu.Item leftSection={<Icon name="undo" size={16} />} onClick={onReopen}>
                  <Trans>Take up again</Trans>
                </Menu.Item>
              ) : (
                <Menu.Item leftSection={<Icon name="x" size={16} />} onClick={onIgnore}>
                  <Trans>Ignore</Trans>
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </Group>
      )}
    </li>
  );
}

interface GapsProps {
  search: KnowledgeSearch;
  onChange: (changes: Partial<KnowledgeSearch>) => void;
}

export function Gaps({ search, onChange }: GapsProps) {
  const { t } = useLingui();
  const canWrite = usePermission("KNOWLEDGE_WRITE");
  const [deed, setDeed] = useState<Deed>();
  const ignoring = useSubmit(GapIgnoreMutation);
  const reopening = useSubmit(GapReopenMutation);
  const status: Gap["status"] = search.status ?? "OPEN";
  const filter: VariablesOf<typeof GapsQuery> = {
    filter: { status: [status] },
    orderBy: search.order ?? "LAST_SEEN",
    first: PAGE_SIZE,
  };
  const { nodes, error, readAgain } = useAll(GapsQuery, filter, (data) => data.knowledgeGaps);
  useLive("conversations", readAgain);

  async function ignore(gap: Gap): Promise<void> {
    if (await ignoring.send({ id: gap.id })) tell(t`The question is ignored from now on.`);
    readAgain();
  }

  async function reopen(gap: Gap): Promise<void> {
    if (await reopening.send({ id: gap.id })) tell(t`The question is open again.`);
    readAgain();
  }

  const form = deed && { gap: deed.gap, onClose: () => setDeed(undefined), onSaved: readAgain };
  return (
    <>
      <Group gap="sm" justify="space-between">
        <SegmentedControl
          aria-label={t`Which questions`}
          data={[
            { value: "OPEN", label: t`Open` },
            { value: "RESOLVED", label: t`Answered` },
            { value: "IGNORED", label: t`Ignored` },
          ]}
          onChange={(value) => onChange({ status: value === "OPEN" ? undefined : value })}
          size="xs"
          value={status}
        />
        <SegmentedControl
          aria-label={t`Order`}
          data={[
            { value: "LAST_SEEN", label: t`Latest first` },
            { value: "MOST_OFTEN", label: t`Most frequent first` },
          ]}
          onChange={(value) => onChange({ order: value === "MOST_OFTEN" ? value : undefined })}
          size="xs"
          value={search.order ?? "LAST_SEEN"}
        />
      </Group>
      <Problems problems={[...ignoring.problems, ...reopening.problems]} />
      {error && !nodes && <ReadProblem error={error} retry={readAgain} />}
      <Panel isFlush>
        {!nodes && !error && <RowsLoading rows={5} />}
        {nodes?.length === 0 && (
          <Empty icon="check" title={status === "OPEN" ? t`No open questions` : t`Nothing here`}>
            <Trans>When CarBot cannot answer a visitor, the question appears here.</Trans>
          </Empty>
        )}
        {nodes && nodes.length > 0 && (
          <ul className={classes.list}>
            {nodes.map((gap) => (
              <GapRow
                canWrite={canWrite}
                gap={gap}
                key={gap.id}
                onDeed={(kind) => setDeed({ kind, gap })}
                onIgnore={() => void ignore(gap)}
                onReopen={() => void reopen(gap)}
              />
            ))}
          </ul>
        )}
      </Panel>
      <Suspense>
        {form && deed.kind === "faq" && <FaqForm {...form} />}
        {form && deed.kind === "service" && <ServiceForm {...form} />}
        {form && deed.kind === "synonym" && <SynonymForm {...form} />}
      </Suspense>
    </>
  );
}
