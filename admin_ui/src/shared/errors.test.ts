import { CombinedError } from "@urql/core";
import { describe, expect, test } from "vitest";
import { explain, refusalOf, sortErrors } from "./errors";

const error = (path: string[], message = "No.") => ({ code: "X", message, path });

describe("sortErrors", () => {
  const values = { email: "", intervals: [{ opensAt: "" }] };

  test("puts a message beside its field", () => {
    expect(sortErrors([error(["input", "email"], "Not an address.")], values)).toEqual({
      fields: { email: "Not an address." },
      others: [],
    });
  });

  test("finds fields inside lists and arguments without an input", () => {
    const { fields } = sortErrors([error(["input", "intervals", "0", "opensAt"]), error(["email"])], values);

    expect(Object.keys(fields)).toEqual(["intervals.0.opensAt", "email"]);
  });

  test("keeps the first message of a field", () => {
    const { fields } = sortErrors([error(["email"], "First."), error(["email"], "Second.")], values);

    expect(fields["email"]).toBe("First.");
  });

  test("shows what belongs to no field above the form", () => {
    expect(sortErrors([error(["input"], "Wrong."), error(["input", "unknown"], "Odd.")], values)).toEqual({
      fields: {},
      others: ["Wrong.", "Odd."],
    });
  });
});

describe("explain", () => {
  const refused = (extensions: Record<string, unknown>) =>
    explain(new CombinedError({ graphQLErrors: [{ message: "secret internals", extensions }] }));

  test("says how long to wait", () => {
    expect(refused({ code: "RATE_LIMITED", retryAfter: 30 })).toContain("30 seconds");
    expect(refused({ code: "RATE_LIMITED", retryAfter: 600 })).toContain("10 minutes");
  });

  test("names the reference of a fault and not its internals", () => {
    const sentence = refused({ code: "INTERNAL", reference: "r-42" });

    expect(sentence).toContain("r-42");
    expect(sentence).not.toContain("secret");
  });

  test("says that typed text is kept when the network is gone", () => {
    expect(explain(new CombinedError({ networkError: new Error("offline") }))).toContain("kept");
  });
});

test("an act that was done has no refusal", () => {
  expect(refusalOf({ errors: [] }, undefined)).toBeNull();
  expect(refusalOf({ errors: [error([], "Closed.")] }, undefined)).toBe("Closed.");
});
