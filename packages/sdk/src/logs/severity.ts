/** The levels of the logger, from the quietest to the gravest. */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal";

/** Severity numbers of OpenTelemetry's log data model (1–24, the first of each range). */
export const severityOf: Readonly<Record<LogLevel, number>> = {
  trace: 1,
  debug: 5,
  info: 9,
  warn: 13,
  error: 17,
  fatal: 21,
};

/** Every level, quietest first. */
export const logLevels = Object.keys(severityOf) as readonly LogLevel[];

/** The level whose range a severity number belongs to; numbers outside 1–24 are brought to the nearest end. */
export function levelOf(severity: number): LogLevel {
  const rank = Math.floor((Math.min(24, Math.max(1, severity || 1)) - 1) / 4);
  return logLevels[rank] ?? "info";
}
