import { InvalidInputError } from "../service/errors.ts";

/** Where a request's memory keeps the position from which nothing is missed that happens while it reads. */
export const startPosition = "start-position";

/** A place in the event log, opaque outside so that it may one day name more than a position. */
export function encodeCursor(position: number): string {
  return Buffer.from(`e:${position}`).toString("base64url");
}

/** @throws InvalidInputError when the text is not a cursor of the event log */
export function decodeCursor(cursor: string): number {
  const match = /^e:(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (match) return Number(match[1]);
  throw new InvalidInputError([
    { path: ["after"], message: "is not a cursor; pass one that a payload carried, or leave it out." },
  ]);
}
