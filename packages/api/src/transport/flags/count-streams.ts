import { RateLimitedError } from "../../service/errors.ts";
import { perApp } from "../../service/per-app.ts";
import type { EnvironmentKey } from "./open-flag-door.ts";

/** Streams to one address with one key; a company behind one address has as many pages open. */
const mostAtAddress = 2000;

/** Seconds after which somebody else may have gone. */
const retryAfterSeconds = 30;

const open = perApp(() => new Map<string, number>());

type App = Parameters<typeof open>[0];

const everybody = "all";

/** Who is counted for a stream, and how many they may have open at this process, from the narrowest to the widest. */
function placesOf({ config }: App, key: EnvironmentKey, address: string) {
  return [
    { id: `address ${key.apiKeyId} ${address}`, most: mostAtAddress, whose: "your address with this API key" },
    { id: `key ${key.apiKeyId}`, most: config.flagStreamsPerKey, whose: "this API key" },
    { id: `workspace ${key.workspaceId}`, most: config.flagStreamsPerWorkspace, whose: "this workspace" },
    { id: everybody, most: config.flagStreams, whose: "all workspaces together" },
  ];
}

/**
 * Takes a place for one more stream.
 * @returns gives it back
 * @throws RateLimitedError when all that its key, its workspace or the process may have are taken
 */
export function takeStream(app: App, key: EnvironmentKey, address: string): () => void {
  const counts = open(app);
  const places = placesOf(app, key, address);
  for (const { id, most, whose } of places) {
    if ((counts.get(id) ?? 0) < most) continue;
    throw new RateLimitedError(
      `This process serves ${most} streams of flags to ${whose}, as many as it may. Poll POST /ofrep/v1/evaluate/flags with If-None-Match meanwhile, as WebFlagClient does by itself.`,
      retryAfterSeconds,
    );
  }
  for (const { id } of places) counts.set(id, (counts.get(id) ?? 0) + 1);
  let taken = true;
  return () => {
    if (!taken) return;
    taken = false;
    for (const { id } of places) {
      const left = (counts.get(id) ?? 1) - 1;
      if (left === 0) counts.delete(id);
      else counts.set(id, left);
    }
  };
}

/** Streams of flags that this process serves now. */
export function openStreams(app: App): number {
  return open(app).get(everybody) ?? 0;
}
