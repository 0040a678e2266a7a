import type { RouteRequest } from "../define-route.ts";

/** Milliseconds between two comments that keep a quiet stream awake. */
const heartbeatMs = 12_000;
/** Milliseconds after which a stream ends, and its reader comes again: whatever was forgotten is then done anew. */
const longestMs = 3_600_000;
/** Milliseconds between two looks at the credential that opened it. */
const recheckMs = 30_000;
/** Bytes that may wait for a slow reader; beyond it the stream ends. */
const mostWaiting = 1_048_576;

export interface EventStreamOptions {
  /** Whether the credential that opened the stream is still good. */
  isStillGood(): Promise<boolean>;
  /** Called with every heartbeat. */
  onBeat?(): void;
  /** Called once, whoever ended it. */
  onClose(): void;
}

/** Server-sent events to one reader (HTML Living Standard §9.2). */
export interface EventStream {
  /** @param event its name; `message` is what an EventSource listens to by itself */
  send(event: string, data: unknown, id?: string): void;
  end(): void;
}

export function openEventStream({ res }: Pick<RouteRequest, "res">, options: EventStreamOptions): EventStream {
  res.writeHead(200, { "content-type": "text/event-stream", "x-accel-buffering": "no" });
  // A first byte at once: what stands between shows that it lets streams through.
  res.write(":\n\n");
  const beat = setInterval(() => {
    write(":\n\n");
    options.onBeat?.();
  }, heartbeatMs).unref();
  const recheck = setInterval(() => void options.isStillGood().then((good) => good || end()), recheckMs).unref();
  const longest = setTimeout(end, longestMs).unref();
  let closed = false;
  res.once("close", close);
  if (res.destroyed) close();

  function write(text: string): void {
    if (closed) return;
    if (res.writableLength > mostWaiting) res.destroy();
    else res.write(text);
  }

  function end(): void {
    res.end();
    close();
  }

  function close(): void {
    if (closed) return;
    closed = true;
    clearInterval(beat);
    clearInterval(recheck);
    clearTimeout(longest);
    options.onClose();
  }

  return {
    send(event, data, id) {
      write(`event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
    },
    end,
  };
}
