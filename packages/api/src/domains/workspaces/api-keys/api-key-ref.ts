import type { apiKeys } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { registerIdPrefix } from "../../../graphql/ids.ts";

/** One row of `api_keys`: everything about a key but the key. */
export type ApiKey = typeof apiKeys.$inferSelect;

registerIdPrefix("ApiKey", "key");

/** The GraphQL type `ApiKey`. */
export const ApiKeyRef = builder.objectRef<ApiKey>("ApiKey");
