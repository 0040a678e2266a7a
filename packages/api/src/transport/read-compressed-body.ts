import type { IncomingMessage } from "node:http";
import { Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { AppError, InvalidInputError, TooLargeError } from "../service/errors.ts";
import { readBody } from "./read-body.ts";

const inflaters = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress };

export interface BodyLimits {
  /** Bytes at most as sent. */
  bytes: number;
  /** Bytes at most once it is inflated; inflating stops there, whatever follows. */
  inflated: number;
}

/**
 * A body that may be compressed (`Content-Encoding: gzip`, `deflate` or `br`).
 * @param arrived told of each piece as it comes, and as it comes out of inflating; what it throws ends the reading
 * @throws TooLargeError as sent or inflated
 * @throws InvalidInputError for another encoding, or bytes that are not what the header says
 */
export async function readCompressedBody(
  req: IncomingMessage,
  limits: BodyLimits,
  arrived?: (bytes: number) => void,
): Promise<Buffer> {
  const encoding = req.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  const body = await readBody(req, encoding === "identity" ? limits.inflated : limits.bytes, arrived);
  if (encoding === "identity") return body;
  if (!(encoding in inflaters)) throw notTaken(`“${encoding.slice(0, 40)}” is not taken; gzip, deflate and br are.`);
  const inflater = inflaters[encoding as keyof typeof inflaters]({ chunkSize: 256 * 1024 });
  try {
    return await inflate(body, inflater, limits.inflated, arrived);
  } catch (error) {
    if (error instanceof AppError) throw error;
    // zlib's word for input that ends before its end.
    if ((error as NodeJS.ErrnoException).code === "Z_BUF_ERROR")
      throw notTaken(`says ${encoding}, and the body ends too early: it was cut off. Nothing of it was read.`);
    throw notTaken(`says ${encoding}, and the body is not.`);
  }
}

async function inflate(
  body: Buffer,
  inflater: Transform,
  limit: number,
  arrived?: (bytes: number) => void,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of Readable.from([body], { objectMode: false }).pipe(inflater) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit)
      throw new TooLargeError(
        `The body inflates to more than ${Math.round(limit / 1024 / 1024)} MiB; nothing of it was read.`,
        "Send less at once, or split it into several requests.",
      );
    arrived?.(chunk.length);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

function notTaken(message: string): InvalidInputError {
  return new InvalidInputError([{ path: ["Content-Encoding"], message }]);
}
