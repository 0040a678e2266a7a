import type { App } from "../../../app.ts";
import { perApp } from "../../../service/per-app.ts";
import type { LogStore } from "./log-store.ts";
import { postgresLogStore } from "./postgres-log-store.ts";

/** The log store of this process. */
export const logStoreOf: (app: App) => LogStore = perApp((app) => postgresLogStore(app.database));
