/** One server-sent event. */
export interface ServerSentEvent {
  event: string;
  data: string;
}

/**
 * Reads a `text/event-stream` body (HTML Living Standard §9.2). Comments, which keep the stream awake, come as events of the name `""`.
 * @param silenceMs how long nothing may come before the stream counts as dead
 * @throws when the stream breaks or stays silent
 */
export async function* readSse(
  body: ReadableStream<Uint8Array>,
  silenceMs: number,
): AsyncGenerator<ServerSentEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let buffer = "";
  try {
    for (;;) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const silent = new Promise<never>((_, reject) => {
        timer = setTimeout(reject, silenceMs, new TypeError(`Nothing came for ${silenceMs} ms.`));
      });
      const { done, value } = await Promise.race([reader.read(), silent]).finally(() => clearTimeout(timer));
      if (done) return;
      buffer += decoder.decode(value, { stream: true });
      const blocks = buffer.split(/\r?\n\r?\n/);
      buffer = blocks.pop() ?? "";
      for (const block of blocks) yield parse(block);
    }
  } finally {
    // Also when the reader of this loop leaves it: the server then ends its side.
    reader.cancel().catch(() => {});
  }
}

function parse(block: string): ServerSentEvent {
  const read = { event: "", data: "" };
  for (const line of block.split(/\r?\n/)) {
    const [, name, value = ""] = /^(event|data):? ?(.*)$/s.exec(line) ?? [];
    if (name === "event") read.event = value;
    if (name === "data") read.data += value;
  }
  return read;
}
