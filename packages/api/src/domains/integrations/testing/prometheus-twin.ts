import type { ProviderCase } from "./provider-case.ts";

/** Prometheus' HTTP API, as far as it is polled; behind a proxy that wants a token. */
export const prometheusTwin: ProviderCase = {
  slug: "prometheus",
  env: () => ({}),
  routes:
    (happened) =>
    ({ path, headers }) => {
      if (!path.startsWith("/prometheus/api/v1/")) return null;
      if (headers.authorization !== "Bearer good-token") return [401, { status: "error", error: "no such token" }];
      if (path.endsWith("/status/buildinfo")) return [200, { status: "success", data: { version: "3.5.0" } }];
      const alerts = happened.map(({ number, at }) => ({
        labels: { alertname: "HighLatency", instance: `checkout-${number}:8080`, job: "checkout" },
        annotations: { summary: `Checkout ${number} answers slowly` },
        state: "firing",
        activeAt: at.toISOString(),
        value: "1.2e+00",
      }));
      const pending = { labels: { alertname: "Pending" }, state: "pending", activeAt: "2026-11-20T10:00:00Z" };
      return [200, { status: "success", data: { alerts: [pending, ...alerts] } }];
    },
  fields: {
    good: { url: "{twin}/prometheus/", accessToken: "good-token" },
    bad: { url: "{twin}/prometheus", accessToken: "bad-token" },
  },
  refusal: "no such token",
  account: "{host}",
  tells: { type: "alert.firing", subject: "checkout" },
};
