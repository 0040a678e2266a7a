import type { embedTokens } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { registerIdPrefix } from "../../../graphql/ids.ts";

/** One row of `embed_tokens`: that a token was minted, for whom and by whom. */
export type EmbedToken = typeof embedTokens.$inferSelect;

registerIdPrefix("EmbedToken", "emb");

/** The GraphQL type `EmbedToken`. */
export const EmbedTokenRef = builder.objectRef<EmbedToken>("EmbedToken");
