/** Copying a text to the clipboard, with an answer that it happened. */
import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { Icon } from "./icons";

const SHOWN_MILLISECONDS = 1_800;

/** Put `text` on the clipboard; pages without a secure context take the way over a selection. */
async function writeClipboard(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}

function useCopy(text: string) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = window.setTimeout(() => setCopied(false), SHOWN_MILLISECONDS);
    return () => window.clearTimeout(timer);
  }, [isCopied]);
  return { isCopied, copy: () => void writeClipboard(text).then(setCopied) };
}

/** A small button that copies `text`; `label` says what is copied. */
export function CopyIcon({ text, label }: { text: string; label: string }) {
  const { t } = useLingui();
  const { isCopied, copy } = useCopy(text);
  return (
    <Tooltip label={isCopied ? t`Copied` : label}>
      <ActionIcon aria-label={label} onClick={copy} size={28}>
        <Icon name={isCopied ? "check" : "copy"} size={15} />
      </ActionIcon>
    </Tooltip>
  );
}

/** A button in words that copies `text`. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useLingui();
  const { isCopied, copy } = useCopy(text);
  return (
    <Button leftSection={<Icon name={isCopied ? "check" : "copy"} size={16} />} onClick={copy}>
      <span aria-live="polite">{isCopied ? t`Copied` : label}</span>
    </Button>
  );
}
