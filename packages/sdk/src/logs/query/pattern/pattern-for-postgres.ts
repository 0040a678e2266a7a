import { parsePattern } from "./parse-pattern.ts";
import { printForPostgres } from "./print-for-postgres.ts";

/** A regular expression of a search that was read before, in Postgres' dialect. */
export function patternForPostgres(source: string): string {
  return printForPostgres(parsePattern(source));
}
