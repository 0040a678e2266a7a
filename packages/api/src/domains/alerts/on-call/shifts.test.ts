import type { OnCallLayer } from "@plumbline/db/schema";
import { describe, expect, test } from "vitest";
import { gapsBetween, type OnCallPlan, onCallAt, shiftsBetween } from "./shifts.ts";

const [ana, ben, cleo] = ["ana", "ben", "cleo"];

function layer(changes: Partial<OnCallLayer> = {}): OnCallLayer {
  return {
    name: "Primary",
    userIds: [ana, ben],
    turn: { unit: "weeks", length: 1 },
    startsOn: "2026-03-02",
    handOverAt: "09:00",
    restrictions: [],
    ...changes,
  } as OnCallLayer;
}

function plan(layers: OnCallLayer[], changes: Partial<OnCallPlan> = {}): OnCallPlan {
  return { timeZone: "Europe/Berlin", layers, overrides: [], ...changes };
}

const at = (text: string) => Date.parse(text);

/** Shifts as lines of local reading: who, from, to, in UTC. */
function lines(of: OnCallPlan, from: string, to: string): string[] {
  return shiftsBetween(of, { from: at(from), to: at(to) }).map(
    (each) => `${each.userId ?? "nobody"} ${new Date(each.from).toISOString()} ${new Date(each.to).toISOString()}`,
  );
}

describe("weekly turns across both changes of the clocks", () => {
  // Europe/Berlin: to summer on 29 March 2026 at 01:00Z, back on 25 October 2026 at 01:00Z.
  test("hand over at 09:00 local before and after the clocks go forward", () => {
    expect(lines(plan([layer()]), "2026-03-16T08:00:00Z", "2026-04-06T07:00:00Z")).toEqual([
      "ana 2026-03-16T08:00:00.000Z 2026-03-23T08:00:00.000Z",
      "ben 2026-03-23T08:00:00.000Z 2026-03-30T07:00:00.000Z",
      "ana 2026-03-30T07:00:00.000Z 2026-04-06T07:00:00.000Z",
    ]);
  });

  test("hand over at 09:00 local before and after the clocks go back", () => {
    expect(lines(plan([layer()]), "2026-10-19T07:00:00Z", "2026-11-02T08:00:00Z")).toEqual([
      "ben 2026-10-19T07:00:00.000Z 2026-10-26T08:00:00.000Z",
      "ana 2026-10-26T08:00:00.000Z 2026-11-02T08:00:00.000Z",
    ]);
  });

  test("the week of the change is 167 or 169 hours long, and nobody is missing in it", () => {
    const spring = onCallAt(plan([layer()]), at("2026-03-23T08:00:00Z"));
    expect(spring).toMatchObject({ userId: ben, until: at("2026-03-30T07:00:00Z") });
    const autumn = onCallAt(plan([layer()]), at("2026-10-19T07:00:00Z"));
    expect(((autumn.until ?? 0) - at("2026-10-19T07:00:00Z")) / 3_600_000).toBe(169);
    expect(gapsBetween(plan([layer()]), { from: at("2026-03-02T08:00:00Z"), to: at("2027-03-02T08:00:00Z") })).toEqual(
      [],
    );
  });
});

test("a hand-over at a time that the clocks skip happens once, an hour later; one that comes twice happens the first time", () => {
  const daily = layer({ turn: { unit: "days", length: 1 }, handOverAt: "02:30", startsOn: "2026-03-28" });
  expect(lines(plan([daily]), "2026-03-28T02:00:00Z", "2026-03-31T00:00:00Z")).toEqual([
    "ana 2026-03-28T02:00:00.000Z 2026-03-29T01:30:00.000Z",
    "ben 2026-03-29T01:30:00.000Z 2026-03-30T00:30:00.000Z",
    "ana 2026-03-30T00:30:00.000Z 2026-03-31T00:00:00.000Z",
  ]);
  const autumn = layer({ ...daily, startsOn: "2026-10-24" });
  expect(lines(plan([autumn]), "2026-10-24T01:00:00Z", "2026-10-26T01:30:00Z")).toEqual([
    "ana 2026-10-24T01:00:00.000Z 2026-10-25T00:30:00.000Z",
    "ben 2026-10-25T00:30:00.000Z 2026-10-26T01:30:00.000Z",
  ]);
});

test("turns of hours are counted as they pass: twelve hours stay twelve when the clocks change", () => {
  const shifts = layer({ turn: { unit: "hours", length: 12 }, startsOn: "2026-03-28", handOverAt: "08:00" });
  expect(lines(plan([shifts]), "2026-03-28T07:00:00Z", "2026-03-30T07:00:00Z")).toEqual([
    "ana 2026-03-28T07:00:00.000Z 2026-03-28T19:00:00.000Z",
    "ben 2026-03-28T19:00:00.000Z 2026-03-29T07:00:00.000Z",
    "ana 2026-03-29T07:00:00.000Z 2026-03-29T19:00:00.000Z",
    "ben 2026-03-29T19:00:00.000Z 2026-03-30T07:00:00.000Z",
  ]);
});

test("the southern hemisphere changes the other way round, with a half hour on Lord Howe Island", () => {
  const daily = layer({ turn: { unit: "days", length: 1 }, startsOn: "2026-04-04", handOverAt: "09:00" });
  const island = plan([daily], { timeZone: "Australia/Lord_Howe" });
  // +11 in summer, +10:30 from 5 April 2026, 02:00 local.
  expect(lines(island, "2026-04-03T22:00:00Z", "2026-04-05T22:30:00Z")).toEqual([
    "ana 2026-04-03T22:00:00.000Z 2026-04-04T22:30:00.000Z",
    "ben 2026-04-04T22:30:00.000Z 2026-04-05T22:30:00.000Z",
  ]);
});

describe("restrictions and layers", () => {
  const office = layer({
    name: "Office hours",
    userIds: [cleo] as string[],
    restrictions: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }],
  });

  test("a later layer goes before an earlier one where it serves, by the local clock on both sides of the change", () => {
    expect(
      lines(plan([layer({ userIds: [ana] as string[] }), office]), "2026-03-27T00:00:00Z", "2026-03-31T00:00:00Z"),
    ).toEqual([
      "ana 2026-03-27T00:00:00.000Z 2026-03-27T08:00:00.000Z",
      "cleo 2026-03-27T08:00:00.000Z 2026-03-27T16:00:00.000Z",
      "ana 2026-03-27T16:00:00.000Z 2026-03-30T07:00:00.000Z",
      "cleo 2026-03-30T07:00:00.000Z 2026-03-30T15:00:00.000Z",
      "ana 2026-03-30T15:00:00.000Z 2026-03-31T00:00:00.000Z",
    ]);
  });

  test("alone it leaves gaps, and says exactly when", () => {
    expect(gapsBetween(plan([office]), { from: at("2026-10-23T00:00:00Z"), to: at("2026-10-27T00:00:00Z") })).toEqual([
      { from: at("2026-10-23T00:00:00Z"), to: at("2026-10-23T07:00:00Z") },
      { from: at("2026-10-23T15:00:00Z"), to: at("2026-10-26T08:00:00Z") },
      { from: at("2026-10-26T16:00:00Z"), to: at("2026-10-27T00:00:00Z") },
    ]);
  });

  test("a night shift that crosses midnight is as long as the night of the change really is", () => {
    const night = layer({ userIds: [ana] as string[], restrictions: [{ days: [6], from: "22:00", to: "06:00" }] });
    expect(lines(plan([night]), "2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z")).toEqual([
      "ana 2026-10-24T20:00:00.000Z 2026-10-25T05:00:00.000Z",
    ]);
  });
});

test("an override goes before every layer, the newest first, and ends by itself", () => {
  const overrides = [
    {
      id: "o1",
      userId: cleo ?? "",
      startsAt: new Date("2026-03-17T00:00:00Z"),
      endsAt: new Date("2026-03-19T00:00:00Z"),
    },
    {
      id: "o2",
      userId: ben ?? "",
      startsAt: new Date("2026-03-18T00:00:00Z"),
      endsAt: new Date("2026-03-18T12:00:00Z"),
    },
  ];
  expect(lines(plan([layer()], { overrides }), "2026-03-16T08:00:00Z", "2026-03-20T00:00:00Z")).toEqual([
    "ana 2026-03-16T08:00:00.000Z 2026-03-17T00:00:00.000Z",
    "cleo 2026-03-17T00:00:00.000Z 2026-03-18T00:00:00.000Z",
    "ben 2026-03-18T00:00:00.000Z 2026-03-18T12:00:00.000Z",
    "cleo 2026-03-18T12:00:00.000Z 2026-03-19T00:00:00.000Z",
    "ana 2026-03-19T00:00:00.000Z 2026-03-20T00:00:00.000Z",
  ]);
});

test("before the first hand-over nobody is on call; a single person hands over to nobody", () => {
  const alone = plan([layer({ userIds: [ana] as string[] })]);
  expect(onCallAt(alone, at("2026-03-01T00:00:00Z"))).toMatchObject({
    userId: null,
    until: at("2026-03-02T08:00:00Z"),
  });
  expect(onCallAt(alone, at("2026-03-05T00:00:00Z"))).toMatchObject({ userId: ana, until: null });
});
