import type { alerts } from "@plumbline/db/schema";
import { encodeGlobalId, registerIdPrefix } from "../../../graphql/ids.ts";

// Here and not beside the GraphQL types: a process that only works needs them too.
registerIdPrefix("Alert", "alr");

/** One row of `alerts`. */
export type Alert = typeof alerts.$inferSelect;

/** The page of an alert in the console, below the workspace. */
export function alertPlace(id: string): string {
  return `alerts/${encodeGlobalId("Alert", id)}`;
}
