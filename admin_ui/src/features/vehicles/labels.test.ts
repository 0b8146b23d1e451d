import { expect, test } from "vitest";
import { kindOf } from "./labels";

test("a class has the periods of its kind", () => {
  expect(kindOf("COMPACT")).toBe("CAR");
  expect(kindOf("ELECTRIC")).toBe("CAR");
  expect(kindOf("VAN")).toBe("TRUCK");
  expect(kindOf("MOTORHOME")).toBe("MOTORHOME");
  expect(kindOf(null)).toBe("CAR");
});
