import type { LogLevel } from "./logs.gen.ts";

/** Levels from the gravest to the quietest. */
export const gravestFirst: readonly LogLevel[] = ["FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE"];

/** A level as the query language and people write it. */
export function levelWord(level: LogLevel): string {
  return level.toLowerCase();
}
