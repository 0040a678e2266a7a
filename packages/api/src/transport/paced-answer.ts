import type { RouteRequest } from "./define-route.ts";
import { enterUnsentRoom } from "./unsent-room.ts";

/** Milliseconds within which a reader must take something of what waits for it. */
const patienceMs = 60_000;

export interface PacedAnswerOptions {
  /** Whose readers it is counted among. */
  workspaceId: string;
  /** Called when all that was written has left after `isBusy` was true. */
  onDrain?(): void;
  /** Called once, whoever ended it. */
  onClose?(): void;
  /** Milliseconds within which a reader must take something of what waits for it; else it is cut off. Default 60,000 */
  patienceMs?: number;
}

/** An answer that lasts, and is written no faster than its reader takes it. */
export interface PacedAnswer {
  /** While it is true, nothing more may be written: what was has not left. */
  readonly isBusy: boolean;
  /** @param pieces bytes that belong together; they may be those of others too, and are not copied */
  write(pieces: string | readonly Buffer[]): void;
  /** Resolves when it is not busy, or nobody is there any more. */
  drained(): Promise<void>;
  /** Ends it, and lets go of what waits where its reader is behind. */
  end(): void;
}

/**
 * Paces an answer whose head is written. All that waits for the workspace's readers has a bound; who takes nothing of it, or is
 * behind the longest when there is no more room, is cut off, and the log says why: words would wait behind what is not read.
 */
export function paceAnswer({ app, res }: Pick<RouteRequest, "app" | "res">, options: PacedAnswerOptions): PacedAnswer {
  const { workspaceId, onDrain, onClose } = options;
  const place = enterUnsentRoom(app, workspaceId, cutOff);
  let closed = false;
  let wake = () => {};
  res.setTimeout(options.patienceMs ?? patienceMs, () => cutOff("Nothing of what was sent was taken for too long."));
  res.on("drain", () => {
    wake();
    onDrain?.();
  });
  res.once("close", close);
  if (res.destroyed) close();

  function close(): void {
    if (closed) return;
    closed = true;
    place.leave();
    wake();
    onClose?.();
  }

  function cutOff(reason: string): void {
    app.log.info({ workspaceId, unsent: res.writableLength, reason }, "A stream was cut off: its reader is behind.");
    res.destroy();
  }

  function settle(): void {
    place.hold(res.writableLength);
  }

  return {
    get isBusy() {
      return res.writableNeedDrain;
    },
    write(pieces) {
      if (closed || res.writableEnded) return;
      const { socket } = res;
      // Handed to the system at once: what it takes is not kept here until everybody else has been written to.
      socket?.cork();
      // As bytes: of a text that waits, Node counts the characters.
      for (const piece of typeof pieces === "string" ? [Buffer.from(pieces)] : pieces) res.write(piece, settle);
      socket?.uncork();
      settle();
    },
    async drained() {
      while (!closed && res.writableNeedDrain) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    end() {
      if (res.writableNeedDrain) res.destroy();
      else res.end();
    },
  };
}
