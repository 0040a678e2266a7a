import { html } from "lit";
import type { Route } from "./route-match.ts";
import { accountRoutes } from "./routes/account/routes.ts";
import { alertRoutes } from "./routes/alerts/routes.ts";
import { authRoutes } from "./routes/auth/routes.ts";
import { channelRoutes } from "./routes/channels/routes.ts";
import { documentRoutes } from "./routes/documents/routes.ts";
import { flagRoutes } from "./routes/flags/routes.ts";
import { incidentRoutes } from "./routes/incidents/routes.ts";
import { integrationRoutes } from "./routes/integrations/routes.ts";
import { logRoutes } from "./routes/logs/routes.ts";
import { startRoutes } from "./routes/start/routes.ts";
import { furnitureRoutes } from "./routes/tenants/routes.ts";
import { workspaceRoutes } from "./routes/workspaces/routes.ts";

/** Every page of the console, in the order they are matched: fixed paths before those with names. */
export const routes: readonly Route[] = [
  ...authRoutes,
  ...accountRoutes,
  ...startRoutes,
  ...workspaceRoutes,
  ...integrationRoutes,
  ...incidentRoutes,
  ...alertRoutes,
  ...flagRoutes,
  ...logRoutes,
  ...channelRoutes,
  ...documentRoutes,
  ...furnitureRoutes,
  {
    path: "/*",
    who: "anyone",
    title: "Not found",
    load: () => import("./routes/start/not-found-page.ts"),
    view: () => html`<plb-not-found-page></plb-not-found-page>`,
  },
];
