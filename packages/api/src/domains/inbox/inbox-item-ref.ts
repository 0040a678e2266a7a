import type { inboxItems } from "@plumbline/db/schema";
import { builder } from "../../graphql/builder.ts";
import { registerIdPrefix } from "../../graphql/ids.ts";

/** One row of `inbox_items`. */
export type InboxItem = typeof inboxItems.$inferSelect;

registerIdPrefix("InboxItem", "inb");

/** The GraphQL type `InboxItem`. */
export const InboxItemRef = builder.objectRef<InboxItem>("InboxItem");
