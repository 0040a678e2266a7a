import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

export interface StreamTextOptions {
  req: IncomingMessage;
  res: ServerResponse;
  chunks: AsyncIterable<string>;
  /** Beside `content-encoding`, `vary` and `cache-control`. */
  headers: Record<string, string>;
}

/** Answers with text as fast as the far side takes it, packed with gzip for who accepts that. */
export async function streamText({ req, res, chunks, headers }: StreamTextOptions): Promise<void> {
  const packed = /\bgzip\b/.test(String(req.headers["accept-encoding"] ?? ""));
  res.writeHead(200, {
    ...headers,
    ...(packed ? { "content-encoding": "gzip" } : {}),
    vary: "accept-encoding",
    "cache-control": "no-store",
  });
  if (req.method === "HEAD") return void res.end();
  try {
    // Backpressure included: what the far side has not taken is not read. An error breaks the transfer off, which alone tells
    // the far side that its file is not whole.
    const source = Readable.from(chunks, { objectMode: true, highWaterMark: 1 });
    await (packed ? pipeline(source, createGzip({ level: 4 }), res) : pipeline(source, res as Writable));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}
