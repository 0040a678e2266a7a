import { expect, test } from "vitest";
import { quantity } from "./quantity.ts";

test("one of a thing is not called many", () => {
  expect(quantity(1, "entries")).toBe("1 entry");
  expect(quantity(0.99996, "events per minute")).toBe("1 event per minute");
  expect(quantity(2, "entries")).toBe("2 entries");
  expect(quantity(0, "events")).toBe("0 events");
  expect(quantity(1, "s")).toBe("1 s");
  expect(quantity(12.3456, "%")).toBe("12.35 %");
});
