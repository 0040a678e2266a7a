import { pause } from "../backoff.ts";
import { type Carrier, carriers, type LiveMode, type LiveStatus } from "./live-status.ts";

/** Milliseconds until a better carrier is tried again: at first, and at most (it doubles in between). */
const firstClimbMs = 5000;
const longestClimbMs = 60_000;

/** Failures in a row after which the next carrier is taken: where it never worked, and where it did (a restart takes a while). */
const patience = { untried: 2, proven: 5 };

export interface LiveLinkOptions {
  /** The best carrier that this platform has. */
  best: Carrier;
  /** Resolves when a WebSocket can be opened. */
  probe(): Promise<void>;
  onStatus(status: LiveStatus): void;
}

/** What the live subscriptions of a client share: by which carrier they go now, and how it is. */
export interface LiveLink {
  readonly status: LiveStatus;
  readonly carrier: Carrier;
  /** Registers a running subscription. @param onSwitch called when it should go on by another carrier */
  join(onSwitch: () => void): () => void;
  opened(carrier: Carrier, lagMs: number | null): void;
  failed(carrier: Carrier, retryAt: Date): void;
}

/** Goes down WebSocket → SSE → polling when a carrier fails, and climbs up again by itself. */
export function createLiveLink({ best, probe, onStatus }: LiveLinkOptions): LiveLink {
  const top = carriers.indexOf(best);
  const members = new Set<() => void>();
  const proven = new Set<Carrier>();
  let level = top;
  let failures = 0;
  let failedAt = 0;
  let climbMs = firstClimbMs;
  let climbing: AbortController | null = null;
  let status: LiveStatus = { mode: "lost", since: new Date(), lagMs: null, retryAt: null };
  const carrier = () => carriers[level] as Carrier;

  function tell(mode: LiveMode, lagMs: number | null, retryAt: Date | null): void {
    const since = status.mode === mode ? status.since : new Date();
    status = { mode, since, lagMs, retryAt };
    onStatus(status);
  }

  function go(to: number, failuresSoFar: number): void {
    level = to;
    failures = failuresSoFar;
    for (const onSwitch of members) onSwitch();
  }

  async function climb(): Promise<void> {
    if (climbing || level === top) return;
    climbing = new AbortController();
    const { signal } = climbing;
    while (level > top && members.size > 0 && !signal.aborted) {
      await pause(climbMs, signal);
      if (signal.aborted || level === top) break;
      climbMs = Math.min(longestClimbMs, climbMs * 2);
      const socket =
        best === "websocket" &&
        (await probe().then(
          () => true,
          () => false,
        ));
      if (signal.aborted) break;
      // One failure there is enough to come back.
      if (socket) go(top, patience.untried - 1);
      else if (carrier() === "polling") go(carriers.indexOf("sse"), patience.untried - 1);
    }
    climbing = null;
  }

  return {
    get status() {
      return status;
    },
    get carrier() {
      return carrier();
    },
    join(onSwitch) {
      members.add(onSwitch);
      void climb();
      return () => {
        members.delete(onSwitch);
        if (members.size === 0) climbing?.abort();
      };
    },
    opened(opened, lagMs) {
      if (opened !== carrier()) return;
      proven.add(opened);
      failures = 0;
      if (level === top) climbMs = firstClimbMs;
      else void climb();
      tell(opened, lagMs, null);
    },
    failed(failed, retryAt) {
      if (failed !== carrier()) return;
      tell("lost", null, retryAt);
      // Many subscriptions lose one socket at once: that is one failure.
      if (Date.now() - failedAt < 50) return;
      failedAt = Date.now();
      failures += 1;
      const enough = proven.has(failed) ? patience.proven : patience.untried;
      if (failures < enough || level >= carriers.length - 1) return;
      proven.delete(failed);
      go(level + 1, 0);
      void climb();
    },
  };
}
