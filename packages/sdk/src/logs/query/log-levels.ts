/** The levels in their order, each with the severities of OpenTelemetry's log data model that it stands for. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;

export type LogLevel = (typeof logLevels)[number];

const otherWords: Record<string, LogLevel> = {
  warning: "warn",
  err: "error",
  critical: "fatal",
  crit: "fatal",
  information: "info",
};

/** The level that a word names, in either case, or null. */
export function readLevel(word: string): LogLevel | null {
  const lower = word.toLowerCase();
  return logLevels.find((level) => level === lower) ?? otherWords[lower] ?? null;
}

/** The severities of a level, both ends included: `error` is 17 to 20. */
export function severitiesOf(level: LogLevel): { from: number; to: number } {
  const from = 1 + 4 * logLevels.indexOf(level);
  return { from, to: from + 3 };
}

/** What an entry counts as whose sender gave no severity. */
const withoutOne: LogLevel = "info";

/** The level of a severity from 1 to 24; `info` for 0, where the sender gave none. */
export function levelOf(severity: number): LogLevel {
  if (severity === 0) return withoutOne;
  const index = Math.min(logLevels.length - 1, Math.max(0, Math.floor((severity - 1) / 4)));
  return logLevels[index] as LogLevel;
}
