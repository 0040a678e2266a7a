import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Checks, then tests. The last line is built from the runner's own report; a check that fails counts as a failed test.

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTestSuites: number;
  success: boolean;
  testResults: { assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[];
}

const filters = process.argv.slice(2);
const out = mkdtempSync(join(tmpdir(), "plumbline-report-"));
const reportFile = join(out, "report.json");
const node = [process.execPath, "--disable-warning=ExperimentalWarning"] as const;

async function run(args: readonly string[]): Promise<number> {
  const [program = "", ...rest] = [...node, ...args];
  const child = spawn(program, rest, { stdio: "inherit" });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, forward);
  const [code] = (await once(child, "exit")) as [number | null];
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, forward);
  return code ?? 1;
}

const before = filters.length === 0 ? ["scripts/check.ts", "scripts/build-pages.ts"] : [];
const codes = await Promise.all(before.map((script) => run([script])));
const checksFailed = codes.filter((code) => code !== 0).length;
const status = await run([
  "node_modules/vitest/vitest.mjs",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${reportFile}`,
  ...filters,
]);
const report = readReport();
rmSync(out, { recursive: true, force: true });
const passed = report.numPassedTests;
// A file that cannot even be loaded has no test in it to fail.
const failed = checksFailed + Math.max(report.numFailedTests, status !== 0 && report.numFailedTests === 0 ? 1 : 0);
const skipped = report.numPendingTests + report.numTodoTests;
for (const late of passedLate()) process.stdout.write(`Passed at the second try only, look into it: ${late}\n`);
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** A test that passed and has failures to tell of needed `retry`, which only CI has: each with how its first try ended. */
function passedLate(): string[] {
  return report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status === "passed" && test.failureMessages.length > 0)
    .map((test) => `${test.fullName}\n  ${test.failureMessages[0]?.split("\n", 3).join("\n  ")}`);
}

function readReport(): Report {
  try {
    return JSON.parse(readFileSync(reportFile, "utf8")) as Report;
  } catch {
    return {
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      numFailedTestSuites: 0,
      success: false,
      testResults: [],
    };
  }
}
