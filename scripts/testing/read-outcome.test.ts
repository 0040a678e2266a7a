import { expect, test } from "vitest";
import { noReport, passedLate, type RunnerReport, readOutcome } from "./read-outcome.ts";

const one = (status: string, failureMessages: string[] = []) => ({ fullName: "a test", status, failureMessages });
// As vitest writes it for a file that passed, one with a failed test, one that cannot be read, and one whose process was killed.
const report: RunnerReport = {
  ...noReport,
  numPassedTests: 1,
  numFailedTests: 1,
  testResults: [
    { status: "passed", assertionResults: [one("passed")] },
    { status: "failed", assertionResults: [one("failed", ["AssertionError"])] },
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [one("pending")] },
  ],
};

test("a file that cannot be read and one whose process died count beside the tests that failed", () => {
  expect(readOutcome(report, 1, 0)).toEqual({ passed: 1, failed: 3, skipped: 0 });
  expect(readOutcome(report, 1, 2).failed).toBe(5);
});

test("a run that ended badly is never told as one without a failure", () => {
  const fine = { ...noReport, numPassedTests: 7, numPendingTests: 1, numTodoTests: 1 };
  expect(readOutcome(fine, 0, 0)).toEqual({ passed: 7, failed: 0, skipped: 2 });
  expect(readOutcome(fine, 1, 0).failed).toBe(1);
  expect(readOutcome(fine, 0, 1).failed).toBe(1);
  expect(readOutcome(noReport, 1, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("what passed at the second try only is named with how the first one ended", () => {
  const late = { ...noReport, testResults: [{ status: "passed", assertionResults: [one("passed", ["Error: once"])] }] };
  expect(passedLate(late)).toEqual(["a test\n  Error: once"]);
  expect(passedLate(report)).toEqual([]);
});
