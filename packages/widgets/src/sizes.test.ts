import { expect, it } from "vitest";
import { measureSizes } from "../scripts/measure-sizes.ts";

it("keeps what pages download within its budget", async () => {
  const sizes = await measureSizes();
  expect(sizes.filter(({ gzip, budget }) => budget !== null && gzip > budget)).toEqual([]);
  // Guards the measure itself: an entry that bundles to nothing would pass every budget.
  expect(Math.min(...sizes.map(({ gzip }) => gzip))).toBeGreaterThan(1000);
});
