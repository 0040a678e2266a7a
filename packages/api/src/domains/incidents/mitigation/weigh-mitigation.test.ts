import { expect, test } from "vitest";
import type { Incident } from "../incident-ref.ts";
import { type GroupEvidence, quietMs, weighMitigation } from "./weigh-mitigation.ts";

const said = new Date("2026-11-21T14:00:00Z");
const after = (ms: number) => new Date(said.getTime() + ms);
const hour = 3_600_000;

const incident = {
  id: "0199a1f0-0000-7000-8000-000000000000",
  number: 7,
  mitigatedAt: said,
  mitigatedBy: "Ines",
  resolvedAt: null,
} as Incident;

const group = (service: string, facts: Partial<GroupEvidence> = {}): GroupEvidence => ({
  title: `${service} failed`,
  service,
  lastSeenAt: after(-60_000),
  lastArrivedAt: after(-59_000),
  newestLogAt: after(hour),
  ...facts,
});

const weigh = (groups: GroupEvidence[], facts: Partial<Incident> = {}, now = after(hour)) =>
  weighMitigation({ ...incident, ...facts }, groups, now);

test("before anybody says so there is nothing to weigh", () => {
  expect(weigh([group("tax")], { mitigatedAt: null })).toBeNull();
});

test("without a linked error group it is what somebody says", () => {
  expect(weigh([])).toMatchObject({
    title: "INC-7 is mitigated: its errors have ended",
    state: "claimed",
    reason: "Ines says so. No error group is linked that could show it.",
  });
});

test("quiet proves nothing while no logs arrive", () => {
  expect(weigh([group("tax", { newestLogAt: null })])).toMatchObject({ state: "claimed", proof: null });
  expect(weigh([group("tax", { newestLogAt: after(quietMs - 1) })])).toMatchObject({ state: "claimed" });
});

test("what every service that had the errors delivers five minutes later, without them, proves it", () => {
  const tax = group("tax", { newestLogAt: after(quietMs) });
  expect(weigh([tax, group("cards", { newestLogAt: after(1) })])).toMatchObject({
    state: "claimed",
    reason: "No error came since. Logs of cards that arrive five minutes after it was said, or later, prove it.",
  });
  expect(weigh([tax, group("cards")])).toMatchObject({
    state: "proven",
    reason: null,
    nextStep: null,
    proof: { what: "Logs without its errors", when: after(quietMs), from: "tax, cards" },
  });
  expect(weigh([tax])?.proof?.what).toBe("Logs without “tax failed”");
});

test("what was on its way already may still come in; what still comes in later keeps it from being proven", () => {
  expect(weigh([group("tax", { lastArrivedAt: after(quietMs) })])).toMatchObject({ state: "proven" });
  expect(weigh([group("tax", { lastArrivedAt: after(quietMs + 1) })])).toMatchObject({
    state: "claimed",
    reason: "“tax failed” still arrives, dated before: its sender's clock is slow, or it waited on its way.",
  });
});

test("one error after it breaks it, whatever was proven before", () => {
  const again = group("tax", { lastSeenAt: after(quietMs + 1) });
  expect(weigh([group("cards"), again], { resolvedAt: after(quietMs) })).toMatchObject({
    title: "INC-7 is resolved: its errors have ended",
    state: "broken",
    reason: "“tax failed” came again after Ines said so.",
    since: again.lastSeenAt,
  });
});

test("who may not read logs learns whether the errors ended, not what they say", () => {
  const hidden = { title: null, lastSeenAt: after(1) };
  expect(weigh([group("tax", hidden)])?.reason).toBe("One of its errors came again after Ines said so.");
  expect(weigh([group("tax", { title: null })])?.proof?.what).toBe("Logs without its errors");
});

test("a day after it was resolved, what comes is another incident", () => {
  const facts = { resolvedAt: said };
  expect(weigh([group("tax")], facts, after(24 * hour))).not.toBeNull();
  expect(weigh([group("tax")], facts, after(24 * hour + 1))).toBeNull();
});
