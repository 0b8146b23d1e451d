/** A test chat: what a visitor would be answered, and the look-ups the answer was made of. Nothing of it is stored. */
import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useState } from "react";
import { AnswerText } from "../../shared/answer-text";
import type { Language, ResultOf } from "../../shared/graphql";
import { Panel } from "../../shared/page";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { AssistantTestMutation } from "./documents";
import classes from "./trial.module.css";

type Trial = NonNullable<NonNullable<ResultOf<typeof AssistantTestMutation>["assistantTest"]>["trial"]>;

interface Exchange {
  question: string;
  trial: Trial;
}

const LONGEST_QUESTION = 2_000;
const REMEMBERED = 10;

function Account({ trial }: { trial: Trial }) {
  const { t } = useLingui();
  return (
    <details className={classes.account}>
      <summary>
        {trial.answeredBy === "MODEL" ? t`Language model` : t`Built-in assistant`}
        {trial.isGap && ` · ${t`not answered`}`}
        {trial.action && ` · ${{ LEAD_FORM: t`offers the form`, HANDOVER: t`calls a person`, CALL: t`offers a call` }[trial.action]}`}
        {trial.guarded > 0 && ` · ${t`price held back`}`}
      </summary>
      <Text fw={500} mt="xs" size="sm">
        <Trans>Sources</Trans>
      </Text>
      {trial.sources.length === 0 ? (
        <Text size="sm">–</Text>
      ) : (
        <ul>
          {trial.sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      )}
      <Text fw={500} mt="xs" size="sm">
        <Trans>Tools called</Trans>
      </Text>
      <ol>
        {trial.tools.map((tool, index) => (
          <li key={index}>
            <code>
              {tool.name} {tool.arguments}
            </code>
            <br />→ {tool.result}
          </li>
        ))}
      </ol>
    </details>
  );
}

export function TestChat({ language }: { language: Language }) {
  const { t } = useLingui();
  const [exchanges, setExchanges] = useState<readonly Exchange[]>([]);
  const form = useForm({ initialValues: { text: "" } });
  const { send, isRunning, problems } = useSubmit(AssistantTestMutation, { form });

  async function ask({ text }: { text: string }): Promise<void> {
    const question = text.trim();
    if (!question) return;
    const history = exchanges
      .slice(-REMEMBERED)
      .flatMap((each) => [
        { author: "VISITOR" as const, text: each.question },
        { author: "ASSISTANT" as const, text: each.trial.text },
      ]);
    const payload = await send({ input: { text: question, language, history } });
    if (!payload?.trial) return;
    setExchanges([...exchanges, { question, trial: payload.trial }]);
    form.reset();
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }

  return (
    <Panel
      description={t`Ask as a visitor would, with the saved settings. Nothing is stored, nobody is told.`}
      title={t`Test chat`}
    >
      <Stack gap="sm">
        <div aria-label={t`Test chat`} aria-live="polite" className={classes.talk} role="log" tabIndex={0}>
          {exchanges.map(({ question, trial }, index) => (
            <div className={classes.exchange} key={index}>
              <div className={classes.question}>{question}</div>
              <div className={classes.answer}>
                <AnswerText text={trial.text} />
              </div>
              <Account trial={trial} />
            </div>
          ))}
        </div>
        <form noValidate onSubmit={form.onSubmit((values) => void ask(values))}>
          <Problems problems={problems} />
          <Textarea
            {...form.getInputProps("text")}
            aria-label={t`Question`}
            lang={language.toLowerCase()}
            maxLength={LONGEST_QUESTION}
            onKeyDown={press}
            placeholder={t`What does an oil change cost?`}
          />
          <Group gap="xs" justify="flex-end" mt="xs">
            {exchanges.length > 0 && (
              <Button onClick={() => setExchanges([])} variant="default">
                <Trans>Start again</Trans>
              </Button>
            )}
            <Button loading={isRunning} type="submit">
              <Trans>Ask</Trans>
            </Button>
          </Group>
        </form>
      </Stack>
    </Panel>
  );
}
