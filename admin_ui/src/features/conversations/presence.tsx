/** Whether the visitor is there: typing, looking, or gone, and what becomes of an answer then. */
import { Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useEffect, useEffectEvent, useState } from "react";

const GONE_AFTER = 120_000;
const LOOK_EVERY = 30_000;
const TYPING_FOR = 6_000;

/** True for six seconds after each call of the function beside it. */
export function useTyping(): [isTyping: boolean, noteTyping: () => void, stop: () => void] {
  const [until, setUntil] = useState(0);
  useEffect(() => {
    if (!until) return;
    const timer = setTimeout(() => setUntil(0), until - Date.now());
    return () => clearTimeout(timer);
  }, [until]);
  return [until > 0, () => setUntil(Date.now() + TYPING_FOR), () => setUntil(0)];
}

/** Calls `look` every half minute while the page is in sight: presence is told to nobody. */
export function useLookout(look: () => void): void {
  const onTime = useEffectEvent(look);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) onTime();
    }, LOOK_EVERY);
    return () => clearInterval(timer);
  }, []);
}

interface PresenceProps {
  seenAt: string | null;
  hasAddress: boolean;
  isTyping: boolean;
}

export function Presence({ seenAt, hasAddress, isTyping }: PresenceProps) {
  const isGone = !seenAt || Date.now() - Date.parse(seenAt) > GONE_AFTER;
  return (
    <Text aria-live="polite" role="status" size="sm">
      {isTyping ? (
        <Trans>The visitor is typing …</Trans>
      ) : !isGone ? (
        <Trans>The visitor is here.</Trans>
      ) : hasAddress ? (
        <Trans>The visitor has left. Your answer is mailed to them, with a link back into this chat.</Trans>
      ) : (
        <Trans>
          The visitor has left and gave no e-mail address: they read your answer only when they come back to the chat.
        </Trans>
      )}
    </Text>
  );
}
