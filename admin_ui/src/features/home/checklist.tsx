/** The six steps until the first lead; asks every five seconds whether the widget was seen, and celebrates the last one. */
import { ActionIcon, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useClient } from "urql";
import type { ResultOf } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { useSession } from "../../shared/session";
import classes from "./checklist.module.css";
import { OnboardingQuery } from "./documents";

export type OnboardingState = NonNullable<ResultOf<typeof OnboardingQuery>["workshop"]>["onboarding"];

interface Step {
  key: keyof OnboardingState;
  title: string;
  text: string;
  to: LinkProps["to"];
}

const POLL_MILLISECONDS = 5_000;

/** The state of the steps, read again while the checklist is on the screen and the tab is looked at. */
function useOnboarding(first: OnboardingState): OnboardingState {
  const client = useClient();
  const [polled, setPolled] = useState<OnboardingState | null>(null);
  const state = polled ?? first;
  const isDone = Object.values(state).every(Boolean);
  useEffect(() => {
    if (isDone) return;
    const timer = window.setInterval(() => {
      if (document.visibilityState !== "visible") return;
      void client
        .query(OnboardingQuery, {}, { requestPolicy: "network-only" })
        .toPromise()
        .then(({ data }) => {
          if (data?.workshop) setPolled(data.workshop.onboarding);
        });
    }, POLL_MILLISECONDS);
    return () => window.clearInterval(timer);
  }, [client, isDone]);
  return state;
}

export function Checklist({ onboarding }: { onboarding: OnboardingState }) {
  const { t } = useLingui();
  const { workshop } = useSession();
  const state = useOnboarding(onboarding);
  const dismissedKey = `carbot.checklist.${workshop.id}`;
  const [isDismissed, setDismissed] = useState(() => window.localStorage.getItem(dismissedKey) === "done");
  const steps: Step[] = [
    { key: "profile", title: t`Complete the workshop's profile`, text: t`Address, phone, privacy policy`, to: "/workshop" },
    { key: "openingHours", title: t`Enter opening hours`, text: t`So that CarBot knows when you are there`, to: "/hours" },
    { key: "services", title: t`Choose services and prices`, text: t`Take over our suggestions in a minute`, to: "/services" },
    { key: "clientKey", title: t`Create a client key`, text: t`One line for your website`, to: "/keys" },
    { key: "widgetSeen", title: t`Put the widget on your website`, text: t`We notice by ourselves when it is there`, to: "/keys" },
    { key: "firstLead", title: t`Receive the first lead`, text: t`Try it on your own website`, to: "/leads" },
  ];
  const done = steps.filter(({ key }) => state[key]).length;
  const next = steps.find(({ key }) => !state[key]);
  const count = steps.length;
  if (isDismissed && !next) return null;

  return (
    <section aria-labelledby="checklist-title" className={classes.checklist} data-done={next ? undefined : true}>
      <div className={classes.header}>
        <div>
          <Title id="checklist-title" order={2}>
            {next ? <Trans>Ready in a few steps</Trans> : <Trans>All set – well done!</Trans>}
          </Title>
          <Text aria-live="polite" c="dimmed" size="sm">
            {next ? (
              <Trans>
                {done} of {count} done
              </Trans>
            ) : (
              <Trans>CarBot answers on your website, and the first lead is there.</Trans>
            )}
          </Text>
        </div>
        {next ? (
          <div
            aria-label={t`Progress`}
            aria-valuemax={count}
            aria-valuemin={0}
            aria-valuenow={done}
            className={classes.progress}
            role="progressbar"
          >
            <span style={{ width: `${(100 * done) / count}%` }} />
          </div>
        ) : (
          <>
            <Confetti />
            <ActionIcon
              aria-label={t`Hide`}
              onClick={() => {
                window.localStorage.setItem(dismissedKey, "done");
                setDismissed(true);
              }}
            >
              <Icon name="x" size={16} />
            </ActionIcon>
          </>
        )}
      </div>
      {next && (
        <ol className={classes.steps}>
          {steps.map(({ key, title, text, to }, index) => (
            <li key={key}>
              <Link className={classes.step} data-done={state[key] || undefined} data-next={next.key === key || undefined} to={to}>
                <span aria-hidden="true" className={classes.mark}>
                  {state[key] ? <Icon name="check" size={14} /> : index + 1}
                </span>
                <span className={classes.words}>
                  <span className={classes.title}>{title}</span>
                  <span className={classes.text}>
                    {state[key] ? t`Done` : key === "widgetSeen" && state.clientKey ? t`Waiting for the first visit …` : text}
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const PIECES = Array.from({ length: 28 }, (_, index) => index);

function Confetti() {
  return (
    <span aria-hidden="true" className={classes.confetti}>
      {PIECES.map((piece) => (
        <i key={piece} style={{ left: `${(piece * 37) % 100}%`, animationDelay: `${(piece % 9) * 70}ms` }} />
      ))}
    </span>
  );
}
