import "./design/index.css";
import "./app.ts";
import { registerServiceWorker } from "./offline/register-service-worker.ts";
import { reloadAfterUpdate } from "./reload-after-update.ts";
import { findRoute } from "./route-match.ts";
import { startRouter } from "./router.ts";
import { routes } from "./routes.ts";
import { startGlobalKeys } from "./shell/global-keys.ts";

startRouter(
  (path) =>
    path !== "/*" &&
    findRoute(
      routes.filter((route) => route.path !== "/*"),
      path,
    ) !== undefined,
);
startGlobalKeys();
reloadAfterUpdate();
registerServiceWorker();
document.body.append(document.createElement("plb-console"));
