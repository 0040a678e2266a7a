/** The classes of entries that are kept for different times, by their severity. */
export const logClasses = ["error", "warn", "info", "debug"] as const;

export type LogClass = (typeof logClasses)[number];

/** Days that entries of each class are kept. */
export type RetentionDays = Readonly<Record<LogClass, number>>;

export const defaultRetention: RetentionDays = { error: 30, warn: 14, info: 7, debug: 1 };

/** What a workspace can choose from: few lengths, so that workspaces share partitions. */
export const possibleDays = [1, 3, 7, 14, 30, 60, 90, 180, 365] as const;

/** ERROR and FATAL; WARN; INFO and what has no severity; DEBUG and TRACE (severity numbers of OpenTelemetry's data model). */
export function classOf(severity: number): LogClass {
  if (severity >= 17) return "error";
  if (severity >= 13) return "warn";
  return severity >= 9 || severity === 0 ? "info" : "debug";
}

/** The severities of a class, both inclusive. INFO has 0 besides. */
export const severitiesOf: Readonly<Record<LogClass, readonly [number, number]>> = {
  error: [17, 24],
  warn: [13, 16],
  info: [9, 12],
  debug: [1, 8],
};
