import { builder } from "../../../graphql/builder.ts";
import type { ApiKeyKind } from "../api-keys/api-key-format.ts";

/** The GraphQL enum `ApiKeyKind`. */
export const ApiKeyKindRef = builder.enumType("ApiKeyKind", {
  description: "What a key may be trusted with.",
  values: {
    SECRET: { value: "secret" as ApiKeyKind, description: "`plb_live_…`, for backends." },
    PUBLISHABLE: { value: "publishable" as ApiKeyKind, description: "`plb_pub_…`, may lie open in a page." },
  },
});
