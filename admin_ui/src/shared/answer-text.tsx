/** An assistant's answer with its light Markdown: paragraphs, lists and bold; everything else stays text. */
import type { ReactNode } from "react";

const ITEM = /^\s*(?:[-*•]|\d{1,3}[.)])\s+(.*)$/;

function inline(text: string): ReactNode[] {
  return text.split(/\*\*([^*]+)\*\*/).map((part, index) => (index % 2 ? <strong key={index}>{part}</strong> : part));
}

type Block = { kind: "list" | "paragraph"; lines: string[] };

/** The blocks of an answer, in order; neighbouring items are one list. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = null as Block | null;
  for (const line of text.split(/\r?\n/)) {
    const item = ITEM.exec(line)?.[1];
    const kind = item === undefined ? "paragraph" : "list";
    if (!line.trim()) {
      if (open?.kind === "paragraph") open = null;
      continue;
    }
    if (open?.kind !== kind) {
      open = { kind, lines: [] };
      blocks.push(open);
    }
    open.lines.push(item ?? line);
  }
  return blocks;
}

export function AnswerText({ text }: { text: string }) {
  return (
    <>
      {blocksOf(text).map((block, index) =>
        block.kind === "list" ? (
          <ul key={index}>
            {block.lines.map((line, number) => (
              <li key={number}>{inline(line)}</li>
            ))}
          </ul>
        ) : (
          <p key={index}>{inline(block.lines.join("\n"))}</p>
        ),
      )}
    </>
  );
}
