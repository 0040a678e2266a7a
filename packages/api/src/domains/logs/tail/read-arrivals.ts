import type { App } from "../../../app.ts";
import { systemContext } from "../../../service/context.ts";
import { perApp } from "../../../service/per-app.ts";
import { environmentsOf } from "../query/resolve-search.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import { type Arrival, arrivalOf } from "./arrival.ts";

/** Entries of one read. */
export const readSize = 2000;

/** Milliseconds for which the names of environments are remembered. */
const rememberMs = 30_000;

/** The first entries of a stretch of arrivals, at most `readSize`. */
export async function readArrivals(
  app: App,
  workspaceId: string,
  range: { after: number; upTo: number },
): Promise<Arrival[]> {
  const entries = await logStoreOf(app).arrivals(workspaceId, { ...range, limit: readSize });
  const keys = entries.length > 0 ? await environmentKeys(app, workspaceId) : new Map<string, string>();
  return entries.map((entry) => arrivalOf(workspaceId, entry, keys));
}

interface RememberedKeys {
  readonly at: number;
  readonly keys: Promise<ReadonlyMap<string, string>>;
}

const rememberedOf = perApp(() => new Map<string, RememberedKeys>());

async function environmentKeys(app: App, workspaceId: string): Promise<ReadonlyMap<string, string>> {
  const remembered = rememberedOf(app);
  const known = remembered.get(workspaceId);
  if (known && performance.now() - known.at < rememberMs) return await known.keys;
  const keys = environmentsOf(systemContext(app, "log tail"), workspaceId).then(
    (ids) => new Map([...ids].map(([key, id]) => [id, key])),
  );
  remembered.set(workspaceId, { at: performance.now(), keys });
  keys.catch(() => remembered.delete(workspaceId));
  return await keys;
}
