import { defineRoute, type RouteRequest } from "../define-route.ts";
import { allowPages } from "../flags/open-flag-door.ts";

/** What a browser asks before a page of another origin may send a key and JSON. */
async function answer({ res }: RouteRequest): Promise<void> {
  allowPages({ res });
  res.writeHead(204, {
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "authorization, content-type, if-none-match, x-api-key",
    "access-control-max-age": "7200",
  });
  res.end();
}

export const flagsPreflight = defineRoute({ method: "OPTIONS", path: "/flags/v1/*", handle: answer });

export const ofrepPreflight = defineRoute({ method: "OPTIONS", path: "/ofrep/v1/*", handle: answer });
