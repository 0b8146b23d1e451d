/**
 * What changed on the server, told to whoever shows it.
 *
 * The shell holds one subscription for the whole tab and announces here; a screen listens and reads again. Everything is
 * announced after a reconnect and when the tab is looked at again, because changes may have been missed in between.
 */
import { useEffect, useEffectEvent } from "react";

export type Topic = "leads" | "conversations" | "workshop";

const listeners = new Set<(topic: Topic) => void>();

/** Tell every listener that something of this topic changed. */
export function announce(...topics: Topic[]): void {
  for (const topic of topics) for (const listener of [...listeners]) listener(topic);
}

/** Tell every listener that anything may have changed. */
export function announceAll(): void {
  announce("leads", "conversations", "workshop");
}

/** Call `listener` whenever something of `topic` changed. */
export function useLive(topic: Topic, listener: () => void): void {
  const onChange = useEffectEvent(listener);
  useEffect(() => {
    const listen = (changed: Topic) => {
      if (changed === topic) onChange();
    };
    listeners.add(listen);
    return () => {
      listeners.delete(listen);
    };
  }, [topic]);
}

/** Call `listener` when the tab is looked at again or the network comes back. */
export function useReturn(listener: () => void): void {
  const onReturn = useEffectEvent(listener);
  useEffect(() => {
    const returned = () => {
      if (document.visibilityState === "visible") onReturn();
    };
    document.addEventListener("visibilitychange", returned);
    window.addEventListener("online", returned);
    return () => {
      document.removeEventListener("visibilitychange", returned);
      window.removeEventListener("online", returned);
    };
  }, []);
}
