import type { ProviderSample } from "../../provider.ts";

const headers = { "content-type": "application/json" };

/** The payload of Meta's page on ads with issues. */
export const metaSamples: ProviderSample[] = [
  {
    name: "an ad with issues",
    headers,
    body: {
      object: "ad_account",
      entry: [
        {
          id: "1234567890",
          time: 1782862117,
          changes: [
            {
              field: "with_issues_ad_objects",
              value: {
                id: "111111111111",
                level: "AD",
                error_code: "567",
                error_summary: "error summary",
                error_message: "error message",
              },
            },
          ],
        },
      ],
    },
    signals: ["ad.has_issues"],
  },
  {
    name: "two changes in one delivery",
    headers,
    body: {
      object: "ad_account",
      entry: [
        {
          id: "1234567890",
          time: 1782862117,
          changes: [
            { field: "in_process_ad_objects", value: { id: "111111111111", level: "AD", status_name: "Active" } },
            { field: "creative_fatigue", value: { id: "222222222222" } },
          ],
        },
      ],
    },
    signals: ["ad.processed", "creative.tired"],
  },
  {
    name: "a page's delivery, which is no signal",
    headers,
    body: { object: "page", entry: [{ id: "1", time: 1782862117, changes: [{ field: "feed", value: {} }] }] },
    signals: [],
  },
];
