/** A field that searches while one types; the text belongs to the address, not to the field. */
import { CloseButton, TextInput } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useEffectEvent, useState } from "react";
import { Icon } from "./icons";

const PAUSE_MILLISECONDS = 250;

interface SearchFieldProps {
  label: string;
  text: string | undefined;
  onSearch: (text: string | undefined) => void;
}

export function SearchField({ label, text = "", onSearch }: SearchFieldProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(text);
  const [shown, setShown] = useState(text);
  if (shown !== text) {
    setShown(text);
    if (typed.trim() !== text) setTyped(text);
  }

  const search = useEffectEvent((value: string) => {
    if (value !== text) onSearch(value || undefined);
  });
  useEffect(() => {
    const timer = window.setTimeout(() => search(typed.trim()), PAUSE_MILLISECONDS);
    return () => window.clearTimeout(timer);
  }, [typed]);

  return (
    <TextInput
      aria-label={label}
      leftSection={<Icon name="search" size={16} />}
      maxLength={120}
      onChange={(event) => setTyped(event.currentTarget.value)}
      placeholder={label}
      rightSection={
        typed && <CloseButton aria-label={t`Clear search`} onClick={() => setTyped("")} size="sm" variant="transparent" />
      }
      style={{ flex: "1 1 200px", maxWidth: 340 }}
      type="text"
      value={typed}
    />
  );
}
