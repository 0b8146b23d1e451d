/** One conversation, followed live: what is said, what the assistant is writing, and a way to step in. */
import { Anchor, Button, Group, Stack, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useMutation, useQuery } from "urql";
import { Confirm } from "../../shared/confirm";
import { useFollow } from "../../shared/follow";
import { useFormats } from "../../shared/formats";
import type { ResultOf, TurnStatus } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import {
  conversationStatusColors,
  conversationStatusLabels,
  leadStatusColors,
  leadStatusLabels,
  surfaceLabels,
} from "../../shared/labels";
import { languageNames } from "../../shared/language";
import { useLive } from "../../shared/live";
import { Page, Panel } from "../../shared/page";
import { usePermission } from "../../shared/session";
import { Missing, PanelsLoading, Problems, ReadProblem } from "../../shared/states";
import { Status } from "../../shared/status";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { Transcript } from "../../shared/transcript";
import { AnswerNotes } from "./answer-notes";
import classes from "./detail.module.css";
import {
  ConversationChangedSubscription,
  ConversationCloseMutation,
  ConversationDeleteMutation,
  ConversationHandBackMutation,
  ConversationQuery,
  ConversationTakeOverMutation,
  MessageSendMutation,
  TypingNotifyMutation,
  VisitorBlockMutation,
} from "./documents";
import { Labels } from "./labels";
import { Presence, useLookout, useTyping } from "./presence";
import { type Answer, withPiece } from "./progress";

const LONGEST_MESSAGE = 2_000;
const TYPING_EVERY = 5_000;
const route = getRouteApi("/inside/conversations/$id");

type Conversation = NonNullable<ResultOf<typeof ConversationQuery>["conversation"]>;

/** What tokens cost, to a hundredth of a cent: one answer costs less than a cent. */
function costOf(tokens: number, price: number, locale: string): string {
  const euros = (tokens / 1_000_000) * (price / 100);
  return euros.toLocaleString(locale, { style: "currency", currency: "EUR", maximumFractionDigits: 4 });
}

function isWriting(status: TurnStatus): boolean {
  return status === "PENDING" || status === "STREAMING";
}

/** The text of the answer that is being written, or null while nobody writes. */
function useAnswer(conversation: Conversation, readAgain: () => void, onTyping: (isTyping: boolean) => void): string | null {
  const known = useRef<Answer | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const turn = conversation.activeTurn;

  function keep(next: Answer | null): void {
    known.current = next;
    setAnswer(next);
  }

  useFollow(ConversationChangedSubscription, { id: conversation.id }, ({ conversationChanged: { progress, typing, message } }) => {
    if (typing) return onTyping(true);
    if (message) onTyping(false);
    if (!progress || !isWriting(progress.status)) {
      if (progress) keep(null);
      readAgain();
      return;
    }
    const next = withPiece(known.current ?? (turn ? { turnId: turn.id, text: turn.text } : null), progress);
    keep(next);
    if (!next) readAgain();
  });
  if (answer) return answer.text;
  return turn && isWriting(turn.status) ? turn.text : null;
}

interface ReplyProps {
  conversation: Conversation;
  isTyping: boolean;
  onSent: () => void;
}

function Reply({ conversation, isTyping, onSent }: ReplyProps) {
  const { t } = useLingui();
  const [, notify] = useMutation(TypingNotifyMutation);
  const notifiedAt = useRef(0);
  const form = useForm({
    initialValues: { text: "" },
    validate: {
      text: (value) =>
        !value.trim()
          ? t`Please write something first.`
          : value.length > LONGEST_MESSAGE
            ? t`At most ${LONGEST_MESSAGE} characters.`
            : null,
    },
  });
  const { send, isRunning, problems } = useSubmit(MessageSendMutation, { form, isKeyed: true });

  async function submit(values: typeof form.values): Promise<void> {
    if (!(await send({ conversationId: conversation.id, input: { text: values.text.trim() } }))) return;
    form.reset();
    onSent();
  }

  function tellTyping(): void {
    if (Date.now() < notifiedAt.current + TYPING_EVERY) return;
    notifiedAt.current = Date.now();
    void notify({ conversationId: conversation.id });
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }

  return (
    <form className={classes.reply} noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
      <Problems problems={problems} />
      <Presence
        hasAddress={conversation.hasAddress ?? false}
        isTyping={isTyping}
        seenAt={conversation.visitorSeenAt}
      />
      <Textarea
        {...form.getInputProps("text")}
        aria-label={t`Your answer`}
        description={
          conversation.isTakenOver
            ? t`You answer here; the assistant is silent. Ctrl + Enter sends.`
            : t`With your answer you take over and the assistant is silent. Ctrl + Enter sends.`
        }
        inputWrapperOrder={["input", "description", "error"]}
        minRows={2}
        onInput={tellTyping}
        onKeyDown={press}
        placeholder={t`Answer the visitor yourself …`}
      />
      <Button
        className={classes.send}
        leftSection={<Icon name="send" size={16} />}
        loading={isRunning}
        type="submit"
      >
        <Trans>Send</Trans>
      </Button>
    </form>
  );
}

interface ScreenProps {
  conversation: Conversation;
  tokenPrice: number;
  readAgain: () => void;
}

function ConversationScreen({ conversation, tokenPrice, readAgain }: ScreenProps) {
  const { i18n, t } = useLingui();
  const locale = i18n.locale;
  const formats = useFormats();
  const navigate = useNavigate();
  const canAnswer = usePermission("CHAT_WRITE");
  const canClose = usePermission("CONVERSATIONS_WRITE");
  const canDelete = usePermission("CONVERSATIONS_DELETE");
  const [isDeleting, setDeleting] = useState(false);
  const [isBlocking, setBlocking] = useState(false);
  const blocking = useSubmit(VisitorBlockMutation);
  const isBlocked = (conversation.blocks ?? []).length > 0;
  const closing = useSubmit(ConversationCloseMutation);
  const deletion = useSubmit(ConversationDeleteMutation);
  const takeOver = useSubmit(ConversationTakeOverMutation);
  const handBack = useSubmit(ConversationHandBackMutation);
  const [isTyping, noteTyping, stopTyping] = useTyping();
  const answer = useAnswer(conversation, readAgain, (isNow) => (isNow ? noteTyping() : stopTyping()));
  useLookout(readAgain);
  const messages = conversation.messages?.edges.map(({ node }) => node) ?? [];

  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const lastId = messages.at(-1)?.id;
  useEffect(() => {
    const box = scroller.current;
    if (box && isAtEnd.current) box.scrollTop = box.scrollHeight;
  }, [lastId, answer]);

  async function remove(): Promise<void> {
    if (!(await deletion.send({ id: conversation.id }))) return;
    tell(t`The conversation was deleted.`);
    await navigate({ to: "/conversations" });
  }

  async function block(): Promise<void> {
    if (!(await blocking.send({ conversationId: conversation.id }))) return;
    setBlocking(false);
    tell(t`The visitor was blocked.`);
    readAgain();
  }

  const leads = conversation.leads ?? [];
  const lead = leads[0];
  return (
    <Page
      actions={
        <>
          {canClose &&
            conversation.status !== "CLOSED" &&
            (conversation.isTakenOver ? (
              <Button
                leftSection={<Icon name="bot" size={16} />}
                loading={handBack.isRunning}
                onClick={() => void handBack.send({ id: conversation.id })}
                variant="default"
              >
                <Trans>Let the assistant answer</Trans>
              </Button>
            ) : (
              <Button
                leftSection={<Icon name="user" size={16} />}
                loading={takeOver.isRunning}
                onClick={() => void takeOver.send({ id: conversation.id })}
              >
                <Trans>Take over the conversation</Trans>
              </Button>
            ))}
          {canClose && conversation.status !== "CLOSED" && (
            <Button loading={closing.isRunning} onClick={() => void closing.send({ id: conversation.id })} variant="default">
              <Trans>Close conversation</Trans>
            </Button>
          )}
          {canClose && !isBlocked && (
            <Button onClick={() => setBlocking(true)} variant="default">
              <Trans>Block visitor</Trans>
            </Button>
          )}
          {canDelete && (
            <Button
              c="var(--negative)"
              leftSection={<Icon name="trash" size={16} />}
              onClick={() => setDeleting(true)}
              variant="default"
            >
              <Trans>Delete</Trans>
            </Button>
          )}
        </>
      }
      back={{ to: "/conversations", label: t`All conversations` }}
      description={
        <span className={classes.subtitle}>
          <Status color={conversationStatusColors[conversation.status]}>
            {t(conversationStatusLabels[conversation.status])}
          </Status>
          <span>{t(surfaceLabels[conversation.source.surface])}</span>
          <span>{languageNames[conversation.language]}</span>
          <span>{formats.dateTime(conversation.startedAt)}</span>
          {conversation.isTest && <Status color="var(--neutral)">{t`Test`}</Status>}
          {conversation.takenOverBy && <span>{t`${conversation.takenOverBy} answers`}</span>}
          {isBlocked && <Status color="var(--negative)">{t`Visitor blocked`}</Status>}
        </span>
      }
      title={lead?.contactDetails?.name ?? t`Conversation with a visitor`}
    >
      <Problems problems={[...closing.problems, ...takeOver.problems, ...handBack.problems]} />
      <div className={classes.columns}>
        <Panel isFlush>
          <div
            className={classes.scroller}
            onScroll={({ currentTarget: box }) => {
              isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
            }}
            ref={scroller}
          >
            <Transcript
              below={(message) => <AnswerNotes canMark={canClose} message={message} onMarked={readAgain} />}
              messages={messages}
              progress={answer}
            />
          </div>
          {canAnswer && conversation.status !== "CLOSED" && (
            <Reply conversation={conversation} isTyping={isTyping} onSent={readAgain} />
          )}
        </Panel>
        <Stack gap="md">
          <Panel title={t`Leads`}>
            {leads.length === 0 ? (
              <span className={classes.quiet}>
                <Trans>The visitor has not left contact data yet.</Trans>
              </span>
            ) : (
              <Stack gap="xs">
                {leads.map((entry) => (
                  <Group justify="space-between" key={entry.id}>
                    <Anchor renderRoot={(props) => <Link params={{ id: entry.id }} to="/leads/$id" {...props} />}>
                      {entry.contactDetails?.name ?? t`Locked`}
                    </Anchor>
                    <Status color={leadStatusColors[entry.status]}>{t(leadStatusLabels[entry.status])}</Status>
                  </Group>
                ))}
              </Stack>
            )}
          </Panel>
          <Panel title={t`Labels`}>
            <Labels conversationId={conversation.id} labels={conversation.labels ?? []} onChange={readAgain} />
          </Panel>
          <Panel title={t`Source`}>
            <dl className={classes.facts}>
              <dt>{t`Page`}</dt>
              <dd className="break">{conversation.source.page?.replace(/^https?:\/\//, "") ?? "–"}</dd>
              <dt>{t`Came from`}</dt>
              <dd className="break">{conversation.source.referrer?.replace(/^https?:\/\//, "") ?? "–"}</dd>
              <dt>{t`Campaign`}</dt>
              <dd className="break">{conversation.source.campaign ?? "–"}</dd>
              <dt>{t`Messages`}</dt>
              <dd>{formats.number(conversation.messageCount)}</dd>
              <dt>{t`Rating`}</dt>
              <dd className="break">
                {conversation.rating === null ? "–" : conversation.rating === "UP" ? t`Helpful` : t`Not helpful`}
                {conversation.ratingComment && ` · ${conversation.ratingComment}`}
              </dd>
              <dt>{t`Tokens`}</dt>
              <dd>
                {formats.number(conversation.tokens ?? 0)}
                {tokenPrice > 0 && ` · ${costOf(conversation.tokens ?? 0, tokenPrice, locale)}`}
              </dd>
            </dl>
          </Panel>
        </Stack>
      </div>
      <Confirm
        action={t`Block visitor`}
        isOpen={isBlocking}
        isRunning={blocking.isRunning}
        onClose={() => setBlocking(false)}
        onConfirm={() => void block()}
        problems={blocking.problems}
        title={t`Block this visitor?`}
      >
        <Trans>
          Whoever comes from this visitor's address can no longer chat with you and is politely asked to call. Under
          “Blocked visitors” you can undo it.
        </Trans>
      </Confirm>
      <Confirm
        action={t`Delete conversation`}
        isOpen={isDeleting}
        isRunning={deletion.isRunning}
        onClose={() => setDeleting(false)}
        onConfirm={() => void remove()}
        problems={deletion.problems}
        title={t`Delete this conversation?`}
      >
        <Trans>All messages are deleted for good. This cannot be undone.</Trans>
      </Confirm>
    </Page>
  );
}

export function ConversationDetail() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const [{ data, error }, read] = useQuery({ query: ConversationQuery, variables: { id } });
  const readAgain = () => read({ requestPolicy: "network-only" });
  useLive("conversations", readAgain);
  if (data?.conversation) {
    return <ConversationScreen conversation={data.conversation} key={id} readAgain={readAgain} tokenPrice={data.assistantUsage?.tokenPrice ?? 0} />;
  }
  return (
    <Page back={{ to: "/conversations", label: t`All conversations` }} title={t`Conversation`}>
      {error ? (
        <ReadProblem error={error} retry={readAgain} />
      ) : data ? (
        <Missing>
          <Trans>This conversation does not exist, or it has been deleted.</Trans>
        </Missing>
      ) : (
        <PanelsLoading heights={[480]} />
      )}
    </Page>
  );
}
