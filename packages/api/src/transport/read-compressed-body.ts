import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { InvalidInputError, TooLargeError } from "../service/errors.ts";
import { readBody } from "./read-body.ts";

const inflaters = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) };

export interface BodyLimits {
  /** Bytes at most as sent. */
  bytes: number;
  /** Bytes at most once it is inflated; inflating stops there, whatever follows. */
  inflated: number;
}

/**
 * A body that may be compressed (`Content-Encoding: gzip`, `deflate` or `br`).
 * @throws TooLargeError as sent or inflated
 * @throws InvalidInputError for another encoding, or bytes that are not what the header says
 */
export async function readCompressedBody(req: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const encoding = req.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  const body = await readBody(req, encoding === "identity" ? limits.inflated : limits.bytes);
  if (encoding === "identity") return body;
  if (!(encoding in inflaters)) throw notTaken(`“${encoding.slice(0, 40)}” is not taken; gzip, deflate and br are.`);
  try {
    return await inflaters[encoding as keyof typeof inflaters](body, {
      maxOutputLength: limits.inflated,
      chunkSize: 256 * 1024,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw new TooLargeError(
        `The body inflates to more than ${Math.round(limits.inflated / 1024 / 1024)} MiB; nothing of it was read.`,
        "Send less at once, or split it into several requests.",
      );
    throw notTaken(`says ${encoding}, and the body is not.`);
  }
}

function notTaken(message: string): InvalidInputError {
  return new InvalidInputError([{ path: ["Content-Encoding"], message }]);
}
