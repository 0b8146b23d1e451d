import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { brokenRules, show } from "../../testing/render";
import { startServer } from "../../testing/server";
import { WeekForm } from "./week-form";

const monday = [{ weekday: "MONDAY" as const, opensAt: "08:00", closesAt: "12:00" }];
const saved = { openingHoursUpdate: { openingHours: null, errors: [] } };

test("sends a day copied to another and times as they were meant", async () => {
  const { client, asked } = await startServer(() => saved);
  const user = userEvent.setup();
  show(<WeekForm canWrite intervals={monday} />, client);

  await user.click(within(screen.getByRole("group", { name: "Monday" })).getByLabelText("Copy Monday to other days"));
  await user.click(await screen.findByRole("checkbox", { name: "Friday" }));
  await user.click(screen.getByRole("button", { name: "Copy" }));
  const opens = screen.getByLabelText("Friday, opens (1)");
  await user.clear(opens);
  await user.type(opens, "730");
  await user.click(screen.getByRole("button", { name: "Save opening hours" }));

  await expect.poll(() => asked.map(({ variables }) => variables)).toEqual([
    {
      input: {
        intervals: [
          { weekday: "MONDAY", opensAt: "08:00", closesAt: "12:00" },
          { weekday: "FRIDAY", opensAt: "07:30", closesAt: "12:00" },
        ],
      },
    },
  ]);
});

test("sends nothing while times overlap, and says where", async () => {
  const { client, asked } = await startServer(() => saved);
  const user = userEvent.setup();
  const { container } = show(<WeekForm canWrite intervals={monday} />, client);

  await user.click(screen.getByLabelText("Add an interval on Monday"));
  const opens = screen.getByLabelText("Monday, opens (2)");
  await user.clear(opens);
  await user.type(opens, "11:00");
  await user.click(screen.getByRole("button", { name: "Save opening hours" }));

  expect(await screen.findByText("These times overlap.")).toBeDefined();
  expect(asked).toEqual([]);
  expect(await brokenRules(container)).toEqual([]);
});
