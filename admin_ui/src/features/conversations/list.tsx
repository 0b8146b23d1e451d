/** All conversations, the ones with the latest message first; new messages appear by themselves. */
import { Button } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { Chips } from "../../shared/chips";
import { useFollow } from "../../shared/follow";
import { useFormats } from "../../shared/formats";
import type { ResultOf, VariablesOf } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { conversationStatusColors, conversationStatusLabels, surfaceLabels } from "../../shared/labels";
import { announce, useLive } from "../../shared/live";
import { Page, Panel } from "../../shared/page";
import { SearchField } from "../../shared/search-field";
import { Empty, ReadProblem, RowsLoading } from "../../shared/states";
import { Status } from "../../shared/status";
import { ConversationsChangedSubscription, ConversationsQuery } from "./documents";
import { LabelFilter, LabelList } from "./labels";
import classes from "./list.module.css";
import { type ConversationSearch, conversationStatuses } from "./search";

const PAGE_SIZE = 25;
const route = getRouteApi("/inside/conversations");

type Conversation = NonNullable<ResultOf<typeof ConversationsQuery>["conversations"]>["edges"][number]["node"];
type Variables = VariablesOf<typeof ConversationsQuery>;

function variablesOf({ status, text, label }: ConversationSearch): Variables {
  const filter: NonNullable<Variables["filter"]> = {};
  if (status) filter.status = [status];
  if (text) filter.text = text;
  if (label) filter.label = label;
  return { filter, first: PAGE_SIZE };
}

function Row({ conversation }: { conversation: Conversation }) {
  const { t } = useLingui();
  const formats = useFormats();
  const lead = conversation.leads?.[0];
  return (
    <li className={classes.row}>
      <span className={classes.icon} data-status={conversation.status}>
        <Icon name="messages" size={18} />
      </span>
      <div className={classes.words}>
        <Link className={classes.link} params={{ id: conversation.id }} to="/conversations/$id">
          {lead?.contactDetails?.name ?? t`Visitor`}
        </Link>
        <div className={`${classes.preview} clamp`}>{conversation.preview ?? t`No message yet`}</div>
        <div className={classes.quiet}>
          {t(surfaceLabels[conversation.source.surface])} · {conversation.language} ·{" "}
          <Plural one="# message" other="# messages" value={conversation.messageCount} />
          {lead && ` · ${t`with lead`}`}
        </div>
        <LabelList labels={conversation.labels ?? []} />
      </div>
      <div className={classes.state}>
        <Status color={conversationStatusColors[conversation.status]}>
          {conversation.isAnswering ? t`is writing …` : t(conversationStatusLabels[conversation.status])}
        </Status>
        <time className={classes.quiet} dateTime={conversation.lastMessageAt} title={formats.dateTime(conversation.lastMessageAt)}>
          {formats.ago(conversation.lastMessageAt)}
        </time>
      </div>
    </li>
  );
}

interface RowsProps {
  variables: Variables;
  more: number;
  onCount: (count: number) => void;
  onMore: (hasMore: boolean) => void;
}

function Rows({ variables, more, onCount, onMore }: RowsProps) {
  const [{ data, error }, read] = useQuery({ query: ConversationsQuery, variables });
  const readAgain = () => read({ requestPolicy: "network-only" });
  useLive("conversations", readAgain);
  const conversations = data?.conversations;
  const hasNext = conversations?.pageInfo.hasNextPage ?? false;
  const total = conversations?.totalCount;
  useEffect(() => {
    if (total !== undefined && !variables.after) onCount(total);
  }, [total, variables.after, onCount]);
  useEffect(() => {
    if (conversations && (more === 0 || !hasNext)) onMore(hasNext);
  }, [conversations, more, hasNext, onMore]);

  if (!conversations) {
    return <li>{error ? <ReadProblem error={error} retry={readAgain} /> : <RowsLoading height={84} />}</li>;
  }
  return (
    <>
      {conversations.edges.map(({ node }) => (
        <Row conversation={node} key={node.id} />
      ))}
      {more > 0 && hasNext && (
        <Rows
          more={more - 1}
          onCount={onCount}
          onMore={onMore}
          variables={{ ...variables, after: conversations.pageInfo.endCursor }}
        />
      )}
    </>
  );
}

export function ConversationList() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [total, setTotal] = useState<number>();
  const [hasMore, setHasMore] = useState(false);
  const pages = search.pages ?? 1;
  const isFiltered = Boolean(search.status ?? search.text ?? search.label);

  useFollow(ConversationsChangedSubscription, {}, ({ conversationChanged: { kind, message, progress } }) => {
    if (message || !progress || kind !== "UPDATED") announce("conversations");
  });

  const change = (changes: Partial<ConversationSearch>) =>
    void navigate({ search: (old) => ({ ...old, pages: undefined, ...changes }), replace: true });

  return (
    <Page
      description={total === undefined ? " " : <Plural one="# conversation" other="# conversations" value={total} />}
      title={t`Conversations`}
    >
      <div className={classes.filters}>
        <Chips
          choices={[
            { value: "", label: t`All` },
            ...conversationStatuses.map((status) => ({ value: status, label: t(conversationStatusLabels[status]) })),
          ]}
          label={t`Status`}
          onChoose={(status) => change({ status: status === "" ? undefined : status })}
          value={search.status ?? ""}
        />
        <LabelFilter onChoose={(label) => change({ label: label || undefined })} value={search.label ?? ""} />
        <SearchField label={t`Search conversations`} onSearch={(text) => change({ text })} text={search.text} />
      </div>
      <Panel isFlush>
        {total === 0 && (
          <Empty
            action={
              isFiltered && (
                <Button onClick={() => change({ status: undefined, text: undefined, label: undefined })} variant="default">
                  <Trans>Remove filters</Trans>
                </Button>
              )
            }
            icon="messages"
            title={isFiltered ? t`No conversation fits this filter` : t`No conversations yet`}
          >
            {isFiltered ? (
              <Trans>Try another status or another word.</Trans>
            ) : (
              <Trans>
                As soon as a visitor writes on your website, you can follow along here. <Link to="/keys">Get the widget</Link>
              </Trans>
            )}
          </Empty>
        )}
        <ul className={classes.rows}>
          <Rows more={pages - 1} onCount={setTotal} onMore={setHasMore} variables={variablesOf(search)} />
        </ul>
      </Panel>
      {hasMore && (
        <Button onClick={() => change({ pages: pages + 1 })} style={{ alignSelf: "center" }} variant="default">
          <Trans>Load more</Trans>
        </Button>
      )}
    </Page>
  );
}
