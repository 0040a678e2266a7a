import type { App } from "../../../app.ts";
import { logStoreOf } from "../store/log-store-of.ts";

/** Every stored entry of a workspace, in the order of arrival. */
export async function postgresRows(app: App, workspaceId: string) {
  const store = logStoreOf(app);
  return await store.arrivals(workspaceId, { after: 0, upTo: await store.safeSeq(), limit: 50_000 });
}
