import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { ExposureCounter, type ExposureReport } from "./exposure-counter.ts";
import { sdkVersion } from "./sdk-name.ts";

function counterOf(options: { sampling?: number; most?: number } = {}) {
  const reports: ExposureReport[] = [];
  let fails = false;
  const send = async (report: ExposureReport) => {
    if (fails) throw new Error("down");
    reports.push(report);
  };
  const counter = new ExposureCounter({ send, ...options });
  const fail = (now: boolean) => {
    fails = now;
  };
  return { reports, counter, fail };
}

it("sums up, keeps what could not be sent, and counts what it cannot keep", async () => {
  const { reports, counter, fail } = counterOf({ most: 2 });
  fail(true);
  counter.count("a", "on");
  counter.count("a", null);
  counter.count("a", "on");
  counter.count("b", "on");
  await counter.flush();
  counter.count("a", "on");
  fail(false);
  await counter.flush();
  expect(reports).toEqual([
    {
      evaluations: [
        { flag: "a", variant: "on", count: 3 },
        { flag: "a", variant: null, count: 1 },
      ],
      dropped: 1,
    },
  ]);
  await counter.flush();
  expect(reports).toHaveLength(1);
});

it("tells steps and rules apart, also a rule that is called as a step is, and keeps them when a report fails", async () => {
  const { reports, counter, fail } = counterOf();
  fail(true);
  counter.count("a", "on", { step: "rules", ruleId: "rollout" });
  counter.count("a", "on", { step: "rollout", ruleId: null });
  await counter.flush();
  fail(false);
  counter.count("a", "on", { step: "rules", ruleId: "rollout" });
  counter.count("a", null, { step: "error", ruleId: null });
  await counter.flush();
  expect(reports).toEqual([
    {
      evaluations: [
        { flag: "a", variant: "on", step: "rollout", count: 1 },
        { flag: "a", variant: null, step: "error", count: 1 },
        { flag: "a", variant: "on", step: "rules", ruleId: "rollout", count: 2 },
      ],
      dropped: 0,
    },
  ]);
});

it("counts a share and scales it up; none of nothing", async () => {
  const tenth = counterOf({ sampling: 0.1 });
  for (let n = 0; n < 1000; n += 1) tenth.counter.count("a", "on");
  await tenth.counter.close();
  expect(tenth.reports).toEqual([{ evaluations: [{ flag: "a", variant: "on", count: 1000 }], dropped: 0 }]);
  const none = counterOf({ sampling: 0 });
  none.counter.count("a", "on");
  await none.counter.close();
  expect(none.reports).toEqual([]);
});

it("reports by itself: soon at first, then at its interval, at once when it is full", async () => {
  vi.useFakeTimers();
  try {
    const { reports, counter } = counterOf({ most: 3 });
    counter.count("a", "on");
    await vi.advanceTimersByTimeAsync(1000);
    expect(reports).toHaveLength(1);
    counter.count("a", "on");
    await vi.advanceTimersByTimeAsync(29_000);
    expect(reports).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(reports).toHaveLength(2);
    for (const flag of ["a", "b", "c"]) counter.count(flag, "on");
    await vi.advanceTimersByTimeAsync(0);
    expect(reports).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});

it("names the version of this package", () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8"));
  expect(sdkVersion).toBe(manifest.version);
});
