import type { IncomingMessage } from "node:http";
import { TooLargeError } from "../service/errors.ts";

/**
 * The raw bytes of a request's body.
 * @param limit bytes at most; a longer body is refused as soon as it is known to be longer
 * @param arrived told of each piece as it comes; what it throws ends the reading
 * @throws TooLargeError
 */
export async function readBody(
  req: IncomingMessage,
  limit: number,
  arrived?: (bytes: number) => void,
): Promise<Buffer> {
  const tooLarge = () =>
    new TooLargeError(
      `The body is larger than ${Math.round(limit / 1024)} KiB.`,
      "Send less at once, or split it into several requests.",
    );
  if (Number(req.headers["content-length"] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // The request outlives its reading: who is refused half-way still gets the answer.
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    arrived?.(chunk.length);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}
