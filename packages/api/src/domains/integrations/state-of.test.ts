import { expect, test } from "vitest";
import { applyEvidence, stateOf } from "./state-of.ts";

const rung = { at: "2026-11-20T12:00:00Z", text: "seen" };
const degraded = { ...rung, reason: "token expired", nextStep: "Connect again." };

test("nothing proven is pending, and each rung of evidence moves one up", () => {
  expect(stateOf({})).toBe("pending");
  expect(stateOf({ authorised: rung })).toBe("authorised");
  expect(stateOf({ authorised: rung, webhook_registered: rung })).toBe("webhook_registered");
  expect(stateOf({ authorised: rung, webhook_registered: rung, live: rung })).toBe("live");
  expect(stateOf({ live: rung, degraded })).toBe("degraded");
  expect(stateOf({ live: rung, degraded, disconnected: rung })).toBe("disconnected");
});

test("a signed delivery proves a webhook that needed no registration", () =>
  expect(stateOf({ live: rung })).toBe("live"));

test("a new proof of life ends a degradation, and nothing else does", () => {
  const broken = applyEvidence({ live: rung }, { degraded });
  expect(stateOf(broken)).toBe("degraded");
  expect(stateOf(applyEvidence(broken, { authorised: rung }))).toBe("degraded");
  expect(stateOf(applyEvidence(broken, { live: rung }))).toBe("live");
});

test("evidence that no longer holds takes its rung away", () => {
  expect(stateOf(applyEvidence({ authorised: rung, webhook_registered: rung }, { webhook_registered: null }))).toBe(
    "authorised",
  );
});
