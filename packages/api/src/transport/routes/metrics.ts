import { ForbiddenError } from "../../service/errors.ts";
import { isLoopback } from "../check-host.ts";
import { defineRoute } from "../define-route.ts";
import { metricsFor } from "../metrics.ts";
import { send } from "../send.ts";

/** For Prometheus on the same machine or network: figures of one process, no workspace's data. */
export const metrics = defineRoute({
  method: "GET",
  path: "/metrics",
  anyHost: true,
  async handle({ app, res, clientAddress }) {
    if (!isLoopback(clientAddress) && !isPrivate(clientAddress)) {
      throw new ForbiddenError(
        "metrics",
        "Metrics are given to this machine and to private networks only.",
        "Let Prometheus ask from inside.",
      );
    }
    const page = metricsFor(app);
    send(res, 200, page.contentType, await page.read());
  },
});

/** RFC 1918 and unique local addresses (RFC 4193). */
function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/i.test(address);
}
