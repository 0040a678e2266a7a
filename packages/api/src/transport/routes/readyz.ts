import { checkReadiness } from "../check-readiness.ts";
import { defineRoute } from "../define-route.ts";
import { sendJson } from "../send.ts";

/** Ready: database, relay and a worker really work right now, each with its evidence. */
export const readyz = defineRoute({
  method: "GET",
  path: "/readyz",
  anyHost: true,
  async handle({ app, res }) {
    const checks = await checkReadiness(app);
    const ready = checks.every((check) => check.ok);
    sendJson(res, ready ? 200 : 503, { status: ready ? "ready" : "not ready", checks });
  },
});
