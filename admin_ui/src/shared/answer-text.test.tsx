import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { AnswerText, blocksOf } from "./answer-text";

test("an answer's lists and bold parts are shown, its HTML stays text", () => {
  const text = "Dazu passen:\n- **Ölwechsel**: 99 €\n- <b>Bremsen</b>\n\nPasst das?";

  const { container } = render(<AnswerText text={text} />);

  expect(container.innerHTML).toBe(
    "<p>Dazu passen:</p><ul><li><strong>Ölwechsel</strong>: 99 €</li><li>&lt;b&gt;Bremsen&lt;/b&gt;</li></ul><p>Passt das?</p>",
  );
});

test("half a bold part of an answer being written stays as it is", () => {
  expect(blocksOf("Das kostet **99")).toEqual([{ kind: "paragraph", lines: ["Das kostet **99"] }]);
});
