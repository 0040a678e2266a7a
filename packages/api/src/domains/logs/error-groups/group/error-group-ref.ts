import type { errorGroupMoves, errorGroups, errorPatterns } from "@plumbline/db/schema";
import { registerIdPrefix } from "../../../../graphql/ids.ts";

// Here and not beside the GraphQL types: a process that only works needs them too.
registerIdPrefix("ErrorGroup", "egr");
registerIdPrefix("ErrorPattern", "epat");
registerIdPrefix("ErrorGroupMove", "egm");

/** One row of `error_groups`. */
export type ErrorGroup = typeof errorGroups.$inferSelect;

/** One row of `error_patterns`. */
export type ErrorPattern = typeof errorPatterns.$inferSelect;

/** One row of `error_group_moves`. */
export type ErrorGroupMove = typeof errorGroupMoves.$inferSelect;
