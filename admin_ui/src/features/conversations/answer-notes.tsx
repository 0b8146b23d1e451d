/** Below an answer of the assistant: what it was made from, and saying that it was wrong. */
import { Button, Textarea } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Confirm } from "../../shared/confirm";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import classes from "./detail.module.css";
import { MessageMarkWrongMutation } from "./documents";

const LONGEST_NOTE = 500;

interface AnswerNotesProps {
  message: { id: string; markedWrongAt: string | null; sources: { id: string; title: string }[] | null };
  canMark: boolean;
  onMarked: () => void;
}

export function AnswerNotes({ message, canMark, onMarked }: AnswerNotesProps) {
  const { t } = useLingui();
  const [isAsking, setAsking] = useState(false);
  const [note, setNote] = useState("");
  const marking = useSubmit(MessageMarkWrongMutation);
  const titles = (message.sources ?? []).map(({ title }) => title).join(" · ");

  async function mark(): Promise<void> {
    if (!(await marking.send({ id: message.id, note: note.trim() || null }))) return;
    setAsking(false);
    tell(t`Thank you. The question is now among the open questions.`);
    onMarked();
  }

  return (
    <div className={classes.notes}>
      {titles && (
        <span className="break">
          <Trans>From your knowledge: {titles}</Trans>
        </span>
      )}
      {message.markedWrongAt ? (
        <span>
          <Trans>Marked as wrong</Trans>
        </span>
      ) : (
        canMark && (
          <Button
            onClick={() => {
              marking.clear();
              setAsking(true);
            }}
            size="compact-xs"
            variant="subtle"
          >
            <Trans>That was wrong</Trans>
          </Button>
        )
      )}
      <Confirm
        action={t`Mark as wrong`}
        isOpen={isAsking}
        isRunning={marking.isRunning}
        onClose={() => setAsking(false)}
        onConfirm={() => void mark()}
        problems={marking.problems}
        title={t`Was this answer wrong?`}
      >
        <Trans>The visitor's question is put among the open questions, where you can write the right answer.</Trans>
        <Textarea
          label={t`What was wrong?`}
          maxLength={LONGEST_NOTE}
          mt="sm"
          onChange={(event) => setNote(event.currentTarget.value)}
          value={note}
        />
      </Confirm>
    </div>
  );
}
