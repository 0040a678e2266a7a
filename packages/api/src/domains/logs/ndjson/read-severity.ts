const named: Record<string, number> = {
  trace: 1,
  debug: 5,
  verbose: 5,
  info: 9,
  information: 9,
  notice: 10,
  warn: 13,
  warning: 13,
  error: 17,
  err: 17,
  severe: 17,
  critical: 21,
  crit: 21,
  fatal: 21,
  alert: 22,
  emerg: 23,
  emergency: 23,
  panic: 23,
};

/** pino's numbers, which bunyan shares. */
const pino: Record<number, number> = { 10: 1, 20: 5, 30: 9, 40: 13, 50: 17, 60: 21 };

/** OpenTelemetry's severity number of a level as loggers write it; 0 when it is none. */
export function readSeverity(level: unknown): number {
  if (typeof level === "string") return named[level.trim().toLowerCase()] ?? 0;
  if (typeof level !== "number" || !Number.isInteger(level)) return 0;
  return pino[level] ?? (level >= 1 && level <= 24 ? level : 0);
}
