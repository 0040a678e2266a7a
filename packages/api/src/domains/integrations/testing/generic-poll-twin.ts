import type { ProviderCase } from "./provider-case.ts";

/** Anything that answers with a JSON list. */
export const genericPollTwin: ProviderCase = {
  slug: "generic-poll",
  env: () => ({}),
  routes:
    (happened) =>
    ({ path, headers }) => {
      if (path !== "/anything") return null;
      if (headers["x-api-key"] !== "good") return [401, { detail: "Who are you" }];
      const items = happened.map(({ number, at }) => ({ uid: number, name: `Thing ${number}`, at: at.toISOString() }));
      return [200, { data: { items: [...items.reverse(), { uid: 0, name: "Was there before" }] } }];
    },
  fields: {
    good: {
      url: "{twin}/anything?sort=newest",
      itemsPath: "data.items",
      idField: "uid",
      titleField: "name",
      timeField: "at",
      headerName: "X-Api-Key",
      headerValue: "good",
    },
    bad: { url: "{twin}/anything", itemsPath: "data.items", idField: "uid" },
  },
  refusal: "Who are you",
  account: "{host}",
  tells: { type: "item.appeared", subject: "127.0.0.1" },
};
