/** What of the runner's report is read. */
export interface RunnerReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    /** `failed` also for a file that could not be loaded, and for one whose process died. */
    status: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

/** The numbers of the last line. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
}

/** What a run without a report amounts to: it died before it could tell. */
export const noReport: RunnerReport = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};

/**
 * Counts what a run came to. A file that failed without a failed test (its text cannot be read, its process died) counts as one, and
 * so does a runner that ended badly with nothing to show for it, as after a rejection that nobody handled.
 * @param status the runner's exit code
 * @param checksFailed each counts as a failed test
 */
export function readOutcome(report: RunnerReport, status: number, checksFailed: number): Outcome {
  const lost = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = report.numFailedTests + lost;
  return {
    passed: report.numPassedTests,
    failed: checksFailed + (failed === 0 && status !== 0 ? 1 : failed),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Tests that passed and have failures to tell of: they needed `retry`, which only CI has. Each with how its first try ended. */
export function passedLate(report: RunnerReport): string[] {
  return report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status === "passed" && test.failureMessages.length > 0)
    .map((test) => `${test.fullName}\n  ${test.failureMessages[0]?.split("\n", 3).join("\n  ")}`);
}
