import type { RouteRequest } from "../define-route.ts";
import { paceAnswer } from "../paced-answer.ts";

/** Milliseconds between two comments that keep a quiet stream awake. */
const heartbeatMs = 12_000;
/** Milliseconds after which a stream ends, and its reader comes again: whatever was forgotten is then done anew. */
const longestMs = 3_600_000;
/** Milliseconds between two looks at the credential that opened it. */
const recheckMs = 30_000;

export interface EventStreamOptions {
  /** Whose flags they are. */
  workspaceId: string;
  /** Whether the credential that opened the stream is still good. */
  isStillGood(): Promise<boolean>;
  /** Called with every heartbeat, unless the reader is behind. */
  onBeat?(): void;
  /** Called when a reader that was behind has taken all that it was sent. */
  onDrain(): void;
  /** Called once, whoever ended it. */
  onClose(): void;
}

/** Server-sent events to one reader (HTML Living Standard §9.2). */
export interface EventStream {
  /** The reader is behind: send nothing until `onDrain`, and then what is newest. */
  readonly isBusy: boolean;
  /** @param event its name; `message` is what an EventSource listens to by itself */
  send(event: string, data: unknown, id?: string): void;
  end(): void;
}

export function openEventStream(
  { app, res }: Pick<RouteRequest, "app" | "res">,
  { workspaceId, isStillGood, onBeat, onDrain, onClose }: EventStreamOptions,
): EventStream {
  res.writeHead(200, { "content-type": "text/event-stream", "x-accel-buffering": "no" });
  const beat = setInterval(() => {
    if (answer.isBusy) return;
    answer.write(":\n\n");
    onBeat?.();
  }, heartbeatMs).unref();
  const recheck = setInterval(() => void isStillGood().then((good) => good || answer.end()), recheckMs).unref();
  const longest = setTimeout(() => answer.end(), longestMs).unref();
  const answer = paceAnswer(
    { app, res },
    {
      workspaceId,
      onDrain,
      onClose() {
        clearInterval(beat);
        clearInterval(recheck);
        clearTimeout(longest);
        onClose();
      },
    },
  );
  // A first byte at once: what stands between shows that it lets streams through.
  answer.write(":\n\n");
  return {
    get isBusy() {
      return answer.isBusy;
    },
    send(event, data, id) {
      answer.write(`event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
    },
    end: () => answer.end(),
  };
}
