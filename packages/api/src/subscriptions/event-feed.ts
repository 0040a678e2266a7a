import type { App } from "../app.ts";
import type { RecordedEvent } from "../outbox/record-event.ts";
import { readLog, readSize } from "./read-log.ts";

const pollMs = 1000;

export interface EventFeedOptions {
  app: App;
  /** Workspaces that anybody listens to; asked before each read. */
  workspaceIds(): readonly string[];
  /** May be given an event again when it failed half-way; whoever was served skips it by position. */
  deliver(events: RecordedEvent[]): Promise<void>;
}

/** One reader of the log for all subscriptions of this process. */
export interface EventFeed {
  /** The position up to which the feed has taken charge. Who joins replays up to here by itself. */
  claimed(): number;
  stop(): void;
}

/** Follows the bus, and polls every second in case a notice was lost. */
export async function startEventFeed({ app, workspaceIds, deliver }: EventFeedOptions): Promise<EventFeed> {
  const { raw } = app.database;
  let claimed = await currentPosition();
  let delivered = claimed;
  let target = claimed;
  let reading = false;
  let stopped = false;

  async function currentPosition(): Promise<number> {
    const [state] = await raw`select position from relay_state where id = 1`;
    return Number(state?.position ?? 0);
  }

  async function read(): Promise<void> {
    if (reading) return;
    reading = true;
    try {
      while (!stopped && delivered < target) {
        // Both in one turn, before the read: who joins meanwhile replays up to here by itself and skips what this read brings.
        const upTo = target;
        claimed = upTo;
        const wanted = workspaceIds();
        const events = wanted.length > 0 ? await readLog(raw, { workspaceIds: wanted, after: delivered, upTo }) : [];
        await deliver(events);
        delivered = events.length < readSize ? upTo : (events.at(-1)?.position ?? upTo);
      }
    } finally {
      reading = false;
    }
  }

  function advance(position: number): void {
    if (position > target) target = position;
    read().catch((err) => app.log.error({ err }, "Live events could not be read; they are read again in a second."));
  }

  const unsubscribe = app.outbox.bus.onPosition(advance);
  const timer = setInterval(() => {
    currentPosition().then(advance, () => {});
  }, pollMs);
  return {
    claimed: () => claimed,
    stop() {
      stopped = true;
      clearInterval(timer);
      unsubscribe();
    },
  };
}
