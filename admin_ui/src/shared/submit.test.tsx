import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "../testing/render";
import { startServer } from "../testing/server";
import { graphql } from "./graphql";
import { useSubmit } from "./submit";

const Create = graphql(`
  mutation TestLeadCreate($input: LeadCreateInput!, $idempotencyKey: String) {
    leadCreate(input: $input, idempotencyKey: $idempotencyKey) { lead { id } errors { code message path } }
  }
`);

function Buttons() {
  const { send, isRunning } = useSubmit(Create, { isKeyed: true });
  const create = (name: string) => void send({ input: { kind: "CALLBACK", name } });
  return (
    <>
      <button disabled={isRunning} onClick={() => create("Ada")}>Ada</button>
      <button disabled={isRunning} onClick={() => create("Bob")}>Bob</button>
    </>
  );
}

test("the same values sent again after a lost answer carry the same key, others a new one", async () => {
  let isLost = true;
  const { client, asked } = await startServer(() => {
    if (isLost) throw new Error("lost");
    return { leadCreate: { lead: { id: "lead_1" }, errors: [] } };
  });
  const user = userEvent.setup();
  show(<Buttons />, client);
  const press = async (name: string) => {
    const button = screen.getByRole<HTMLButtonElement>("button", { name });
    const before = asked.length;
    await user.click(button);
    await expect.poll(() => asked.length > before && !button.disabled).toBe(true);
  };

  await press("Ada");
  await press("Ada");
  isLost = false;
  await press("Bob");

  const keys = asked.map(({ variables }) => variables["idempotencyKey"]);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});
