import type { ProviderCase } from "./provider-case.ts";

/** Loki's query_range. Its errors are plain text. */
export const lokiTwin: ProviderCase = {
  slug: "loki",
  env: () => ({}),
  routes: (happened) => {
    /** A line is as old as the end of the question that first saw it, less a nanosecond. */
    const moments = new Map<number, bigint>();
    return ({ path, headers, query }) => {
      if (path !== "/loki/loki/api/v1/query_range") return null;
      if (headers["x-scope-orgid"] !== "acme") return [401, "no org id", { "content-type": "text/plain" }];
      const start = BigInt(query.get("start") ?? "0");
      const end = BigInt(query.get("end") ?? "0");
      const values = happened.flatMap(({ number }) => {
        const at = moments.get(number) ?? end - 1n;
        moments.set(number, at);
        return at >= start && at < end ? [[String(at), `panic: number ${number}`]] : [];
      });
      const result = values.length > 0 ? [{ stream: { app: "checkout" }, values }] : [];
      return [200, { status: "success", data: { resultType: "streams", result } }];
    };
  },
  fields: {
    good: { url: "{twin}/loki", query: '{app="checkout"} |= "panic"', tenant: "acme" },
    bad: { url: "{twin}/loki", query: '{app="checkout"} |= "panic"' },
  },
  refusal: "no longer accepts the credentials",
  account: "{host}",
  tells: { type: "log.matched", subject: "checkout" },
};
