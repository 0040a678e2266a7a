import { TooLargeError } from "../../../service/errors.ts";

/** A request that holds more than one may. */
export function tooMany(what: string, limit: number): TooLargeError {
  return new TooLargeError(
    `The request holds more than ${limit.toLocaleString("en")} ${what}; nothing of it was stored.`,
    "Send smaller batches.",
  );
}
