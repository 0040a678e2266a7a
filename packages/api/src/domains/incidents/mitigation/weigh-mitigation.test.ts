import { expect, test } from "vitest";
import type { Incident } from "../incident-ref.ts";
import { type MitigationEvidence, quietMs, weighMitigation } from "./weigh-mitigation.ts";

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
const tax = { title: "Tax quote timed out", service: "checkout", lastSeenAt: after(-60_000) };
const card = { title: "Card refused", service: "payments", lastSeenAt: after(-90_000) };

function weigh(evidence: Partial<MitigationEvidence>, facts: Partial<Incident> = {}) {
  return weighMitigation(
    { ...incident, ...facts },
    { groups: [], newestLogs: new Map(), now: after(hour), ...evidence },
  );
}

test("before anybody says so there is nothing to weigh", () => {
  expect(weigh({ groups: [tax] }, { mitigatedAt: null })).toBeNull();
});

test("without a linked error group it is what somebody says", () => {
  expect(weigh({})).toMatchObject({
    title: "INC-7 is mitigated: its errors have ended",
    state: "claimed",
    reason: "Ines says so. No error group is linked that could show it.",
  });
});

test("quiet proves nothing while no logs arrive", () => {
  expect(weigh({ groups: [tax] })).toMatchObject({ state: "claimed", proof: null });
  const newestLogs = new Map([["checkout", after(quietMs - 1)]]);
  expect(weigh({ groups: [tax], newestLogs })).toMatchObject({ state: "claimed" });
});

test("five minutes of logs without the errors prove it, in every service that had them", () => {
  const newestLogs = new Map([["checkout", after(quietMs)]]);
  expect(weigh({ groups: [tax, card], newestLogs })).toMatchObject({
    state: "claimed",
    reason: "No error came since. It is proven once logs of payments have arrived for five minutes without one.",
  });
  newestLogs.set("payments", after(hour));
  expect(weigh({ groups: [tax, card], newestLogs })).toMatchObject({
    state: "proven",
    reason: null,
    nextStep: null,
    proof: { what: "Logs without its 2 errors", when: after(quietMs), from: "checkout, payments" },
  });
});

test("one error after it breaks it, whatever was proven before", () => {
  const newestLogs = new Map([["checkout", after(hour)]]);
  const again = { ...tax, lastSeenAt: after(quietMs + 1) };
  expect(weigh({ groups: [again], newestLogs }, { resolvedAt: after(quietMs) })).toMatchObject({
    title: "INC-7 is resolved: its errors have ended",
    state: "broken",
    reason: "“Tax quote timed out” came again after Ines said so.",
    since: again.lastSeenAt,
  });
});

test("a day after it was resolved, what comes is another incident", () => {
  const facts = { resolvedAt: said };
  expect(weigh({ groups: [tax], now: after(24 * hour) }, facts)).not.toBeNull();
  expect(weigh({ groups: [tax], now: after(24 * hour + 1) }, facts)).toBeNull();
});
