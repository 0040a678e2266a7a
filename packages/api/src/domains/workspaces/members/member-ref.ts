import type { members } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { registerIdPrefix } from "../../../graphql/ids.ts";

/** One row of `members`. */
export type Member = typeof members.$inferSelect;

registerIdPrefix("Member", "mem");

/** The GraphQL type `Member`. */
export const MemberRef = builder.objectRef<Member>("Member");
