import { expect, test } from "vitest";
import { imageChange } from "./chosen-image";

test("a picture that stays is not spoken of", () => {
  expect(imageChange("/images/image_1", { url: "/images/image_1" })).toBeUndefined();
  expect(imageChange(undefined, null)).toBeUndefined();
});

test("a picture that was taken away is sent as null", () => {
  expect(imageChange("/images/image_1", null)).toEqual({ id: null });
});

test("a new file takes the place of what was there", () => {
  const chosen = { url: "data:image/png;base64,", uploadId: "upload_1" };
  expect(imageChange("/images/image_1", chosen)).toEqual({ id: "upload_1" });
  expect(imageChange(undefined, chosen)).toEqual({ id: "upload_1" });
});
