import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { Client } from "urql";
import { expect, test } from "vitest";
import { brokenRules, show } from "../../testing/render";
import { startServer } from "../../testing/server";
import { type EditedLead, LeadForm } from "./form";

const lead: EditedLead = {
  id: "lead_1",
  name: "Jan Nowak",
  phone: "+492217654321",
  email: null,
  wish: null,
  preferredTime: null,
  wishedTimes: [
    { date: "2026-12-01", startsAt: null, endsAt: null },
    { date: "2026-12-02", startsAt: "08:00", endsAt: "12:00" },
  ],
};
const details = { name: "Jan Nowak", phone: "+492217654321", email: null, wish: null, preferredTime: null };

function saved(errors: { code: string; message: string; path: string[] }[] = []) {
  return { leadUpdate: { lead: null, errors } };
}

async function open(client: Client): Promise<void> {
  const routeTree = createRootRoute({ component: () => <LeadForm lead={lead} onClose={() => undefined} /> });
  // The router of the dashboard knows other routes than this one.
  show(<RouterProvider router={createRouter({ routeTree, history: createMemoryHistory() }) as never} />, client);
  await screen.findByRole("dialog");
}

test("a wished time is changed, one is removed and one is added", async () => {
  const { client, asked } = await startServer(() => saved());
  const user = userEvent.setup();
  await open(client);

  await user.click(screen.getByRole("button", { name: "Remove wished time 1" }));
  const first = within(screen.getByRole("group", { name: "Wished time 1" }));
  await user.clear(first.getByLabelText("To time"));
  await user.type(first.getByLabelText("To time"), "1030");
  await user.click(screen.getByRole("button", { name: "Add a wished time" }));
  await user.type(within(screen.getByRole("group", { name: "Wished time 2" })).getByLabelText("Day"), "2026-12-09");
  await user.click(screen.getByRole("button", { name: "Add a wished time" }));
  expect(screen.queryByRole("button", { name: "Add a wished time" })).toBeNull();
  expect(await brokenRules(document.body)).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Save" }));

  await expect.poll(() => asked.map(({ variables }) => variables)).toEqual([
    {
      id: "lead_1",
      input: {
        ...details,
        wishedTimes: [
          { date: "2026-12-02", startsAt: "08:00", endsAt: "10:30" },
          { date: "2026-12-09", startsAt: null, endsAt: null },
        ],
      },
    },
  ]);
});

test("half a time is said beside its wish, and nothing is sent", async () => {
  const { client, asked } = await startServer(() => saved());
  const user = userEvent.setup();
  await open(client);

  await user.type(within(screen.getByRole("group", { name: "Wished time 1" })).getByLabelText("From time"), "9");
  await user.click(screen.getByRole("button", { name: "Save" }));

  const said = await within(screen.getByRole("group", { name: "Wished time 1" })).findByRole("alert");
  expect(said.textContent).toBe("Please enter both times, or neither.");
  expect(asked).toEqual([]);
  expect(await brokenRules(document.body)).toEqual([]);
});

test("what the server refuses stands beside the wish it means", async () => {
  const past = { code: "WISHED_DAY_IS_PAST", message: "This time is in the past.", path: ["input", "wishedTimes", "1"] };
  const { client } = await startServer(() => saved([past]));
  const user = userEvent.setup();
  await open(client);

  await user.click(screen.getByRole("button", { name: "Save" }));

  const second = within(screen.getByRole("group", { name: "Wished time 2" }));
  expect((await second.findByRole("alert")).textContent).toBe("This time is in the past.");
  expect(document.activeElement).toBe(second.getByLabelText("Day"));
});
