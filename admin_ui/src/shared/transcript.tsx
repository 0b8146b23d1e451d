/** A conversation as it was read by the visitor: who said what, when. */
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { AnswerText } from "./answer-text";
import { useFormats } from "./formats";
import type { AuthorKind } from "./graphql";
import { Icon } from "./icons";
import { authorLabels } from "./labels";
import classes from "./transcript.module.css";

export interface TranscriptMessage {
  id: string;
  author: AuthorKind;
  text: string;
  sentAt: string;
  memberName: string | null;
}

interface TranscriptProps<Message extends TranscriptMessage> {
  messages: readonly Message[];
  /** What stands below an answer of the assistant. */
  below?: (message: Message) => ReactNode;
  /** The answer that is being written at this moment. */
  progress?: string | null;
}

export function Transcript<Message extends TranscriptMessage>({
  messages,
  below,
  progress = null,
}: TranscriptProps<Message>) {
  const { t } = useLingui();
  const formats = useFormats();
  return (
    <div aria-label={t`Transcript`} aria-live="polite" className={classes.log} role="log" tabIndex={0}>
      {messages.map((message) => (
        <div className={classes.message} data-author={message.author} key={message.id}>
          {message.author !== "SYSTEM" && (
            <div className={classes.meta}>
              {message.author === "ASSISTANT" && <Icon name="bot" size={14} />}
              <span>{message.memberName ?? t(authorLabels[message.author])}</span>
              <time dateTime={message.sentAt} title={formats.dateTime(message.sentAt)}>
                {formats.time(message.sentAt)}
              </time>
            </div>
          )}
          <div className={`${classes.text} preserve`}>
            {message.author === "ASSISTANT" ? <AnswerText text={message.text} /> : message.text}
          </div>
          {message.author === "ASSISTANT" && below?.(message)}
        </div>
      ))}
      {progress !== null && (
        <div className={classes.message} data-author="ASSISTANT" data-streaming>
          <div className={classes.meta}>
            <Icon name="bot" size={14} />
            <span>{t(authorLabels.ASSISTANT)}</span>
            <span>{t`is writing …`}</span>
          </div>
          <div className={`${classes.text} preserve`}>{progress ? <AnswerText text={progress} /> : "…"}</div>
        </div>
      )}
    </div>
  );
}
