import { expect, it } from "vitest";
import { readSse, type ServerSentEvent } from "./read-sse.ts";

/** A stream that comes in pieces of so many bytes, wherever those fall. */
function inPieces(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

async function read(body: ReadableStream<Uint8Array>): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  for await (const event of readSse(body, 200)) events.push(event);
  return events;
}

const stream = ':\n\nevent: next\ndata: {"name":"ü 🪝 \u2028"}\n\nevent: complete\r\ndata:\r\n\r\n';

it.each([1, 2, 3, 7, 1000])("reads events whole, in pieces of %i bytes", async (size) => {
  expect(await read(inPieces(stream, size))).toEqual([
    { event: "", data: "" },
    { event: "next", data: '{"name":"ü 🪝 \u2028"}' },
    { event: "complete", data: "" },
  ]);
});

it("calls a stream dead that stays silent, and lets go of it", async () => {
  let cancelled = false;
  const silent = new ReadableStream<Uint8Array>({
    cancel() {
      cancelled = true;
    },
  });
  await expect(read(silent)).rejects.toThrow("Nothing came for 200 ms.");
  expect(cancelled).toBe(true);
});
