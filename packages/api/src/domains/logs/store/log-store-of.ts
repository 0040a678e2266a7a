import type { App } from "../../../app.ts";
import { perApp } from "../../../service/per-app.ts";
import type { LogStore } from "./log-store.ts";
import { postgresLogStore } from "./postgres-log-store.ts";
import { searchTurnsOf } from "./search-turns.ts";

/** The log store of this process. What it has stored is told to those who follow, in whatever process they are; questions take turns. */
export const logStoreOf: (app: App) => LogStore = perApp((app) => {
  const store = postgresLogStore(app.database, () => app.clock.now());
  const takeTurn = searchTurnsOf(app);
  return {
    ...store,
    page: (workspaceId, query) => takeTurn(workspaceId, () => store.page(workspaceId, query)),
    histogram: (workspaceId, query) => takeTurn(workspaceId, () => store.histogram(workspaceId, query)),
    facets: (workspaceId, query) => takeTurn(workspaceId, () => store.facets(workspaceId, query)),
    countMeant: (workspaceId, query) => takeTurn(workspaceId, () => store.countMeant(workspaceId, query)),
    async append(workspaceId, batches) {
      const appended = await store.append(workspaceId, batches);
      if (appended.some(({ state }) => state === "stored")) app.outbox.bus.publishLogs(workspaceId);
      return appended;
    },
  };
});
