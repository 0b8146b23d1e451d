/** Keys that work everywhere but in a field: ⌘K and "/" search, "?" lists them, "g" and a letter goes somewhere. */
import { useEffect, useEffectEvent } from "react";
import { type Destination, destinations } from "./navigation";

const SEQUENCE_MILLISECONDS = 1_200;

interface Actions {
  palette: () => void;
  list: () => void;
  go: (to: Destination["to"]) => void;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

export function useShortcuts(actions: Actions): void {
  const onPalette = useEffectEvent(actions.palette);
  const onList = useEffectEvent(actions.list);
  const onGo = useEffectEvent(actions.go);
  useEffect(() => {
    let goSince = 0;
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        onPalette();
        return;
      }
      if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      const isSecond = event.timeStamp - goSince < SEQUENCE_MILLISECONDS;
      goSince = 0;
      const destination = isSecond ? destinations.find(({ shortcut }) => shortcut === event.key) : undefined;
      if (destination) onGo(destination.to);
      else if (event.key === "g") goSince = event.timeStamp;
      else if (event.key === "?") onList();
      else if (event.key === "/") {
        event.preventDefault();
        onPalette();
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
