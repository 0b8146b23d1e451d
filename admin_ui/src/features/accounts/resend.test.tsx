import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { brokenRules, show } from "../../testing/render";
import { startServer } from "../../testing/server";
import { Resend } from "./resend";

const sent = { emailConfirmationSend: { email: "ada@example.org", errors: [] } };

test("a second click while the request runs sends nothing twice", async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { client, asked } = await startServer(() => held.then(() => sent));
  const user = userEvent.setup();
  const { container } = show(<Resend email="ada@example.org" />, client);
  const form = container.querySelector("form");

  await user.click(screen.getByRole("button", { name: "Send again" }));
  form?.requestSubmit();
  form?.requestSubmit();
  release();

  expect(await screen.findByRole("status")).toBeDefined();
  expect(asked).toHaveLength(1);
  expect(await brokenRules(container)).toEqual([]);
});

test("a refusal stands beside its field and the typed text stays", async () => {
  const refusal = { code: "INVALID_EMAIL", message: "This is no address.", path: ["email"] };
  const { client } = await startServer(() => ({ emailConfirmationSend: { email: null, errors: [refusal] } }));
  const user = userEvent.setup();
  show(<Resend />, client);
  const field = screen.getByLabelText<HTMLInputElement>("E-mail address");

  await user.type(field, "ada@nowhere");
  await user.click(screen.getByRole("button", { name: "Send again" }));

  expect(await screen.findByText("This is no address.")).toBeDefined();
  expect(field.value).toBe("ada@nowhere");
  expect(field.getAttribute("aria-invalid")).toBe("true");
});

test("a lost connection keeps the text and says so", async () => {
  const { client } = await startServer(() => {
    throw new Error("gone");
  });
  const user = userEvent.setup();
  show(<Resend email="ada@example.org" />, client);

  await user.click(screen.getByRole("button", { name: "Send again" }));

  expect((await screen.findByRole("alert")).textContent).toContain("No connection");
  expect(screen.getByLabelText<HTMLInputElement>("E-mail address").value).toBe("ada@example.org");
});
