import { InvalidInputError } from "../../../service/errors.ts";

/** A place in the order of arrival, opaque outside. */
export function writeTailCursor(seq: number): string {
  return Buffer.from(`l:${seq}`).toString("base64url");
}

/** @throws InvalidInputError when it is no cursor of a tail */
export function readTailCursor(cursor: string): number {
  const match = /^l:(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (match) return Number(match[1]);
  throw new InvalidInputError([
    { path: ["after"], message: "is not a cursor of a log tail; pass one that a payload carried, or leave it out." },
  ]);
}
