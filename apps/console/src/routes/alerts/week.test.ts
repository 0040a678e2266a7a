import { expect, test } from "vitest";
import { hourAt, localInput, placeIn, weekAt } from "./week.ts";

test("a week begins on Monday at local midnight and has seven days, whatever the day", () => {
  for (const day of ["2026-11-16T00:00:00", "2026-11-18T15:30:00", "2026-11-22T23:59:00"]) {
    const { days, from, to } = weekAt(0, new Date(day));
    expect(localInput(from)).toBe("2026-11-16T00:00");
    expect(localInput(to)).toBe("2026-11-23T00:00");
    expect(days).toHaveLength(8);
  }
  expect(localInput(weekAt(-1, new Date("2026-01-01T12:00:00")).from)).toBe("2025-12-22T00:00");
});

test("places lie between the ends, and a place comes back as its whole hour", () => {
  const week = weekAt(0, new Date("2026-11-18T12:00:00"));
  const noon = new Date("2026-11-19T12:00:00");
  expect(hourAt(week, placeIn(week, noon))).toEqual(noon);
  expect(placeIn(week, "2020-01-01")).toBe(0);
  expect(placeIn(week, "2030-01-01")).toBe(1);
});
