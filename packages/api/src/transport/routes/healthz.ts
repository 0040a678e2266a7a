import { defineRoute } from "../define-route.ts";
import { sendJson } from "../send.ts";

/** Alive: the process answers. Says nothing of what it needs; `/readyz` does. */
export const healthz = defineRoute({
  method: "GET",
  path: "/healthz",
  anyHost: true,
  handle: async ({ res }) => sendJson(res, 200, { status: "alive" }),
});
