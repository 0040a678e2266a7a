import type { ProviderCase } from "./provider-case.ts";

/** Loop's list of returns. */
export const loopTwin: ProviderCase = {
  slug: "loop",
  env: (url) => ({ LOOP_API_URL: `${url}/loop` }),
  routes:
    (happened) =>
    ({ path, headers, query }) => {
      if (path !== "/loop/warehouse/return/list") return null;
      if (headers["x-authorization"] !== "good-key-of-loop-0") return [401, { error: "Unauthorized key" }];
      const from = query.get("from") ?? "";
      if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00:00$/.test(from)) return [422, { errors: { from: ["not a moment"] } }];
      const found = happened.filter(({ at }) => at.getTime() >= Date.parse(from.replace(" ", "T")));
      return [
        200,
        found.map(({ number, at }) => ({
          id: String(number),
          state: "open",
          created_at: at.toISOString(),
          updated_at: at.toISOString(),
          order_name: `#100${number}`,
          outcome: "exchange",
        })),
      ];
    },
  fields: { good: { apiKey: "good-key-of-loop-0" }, bad: { apiKey: "bad-key-of-loop-00" } },
  refusal: "Unauthorized key",
  account: "Loop",
  tells: { type: "return.created", subject: "order #100" },
};
