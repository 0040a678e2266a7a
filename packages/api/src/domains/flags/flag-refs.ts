import type {
  flagChangeRequests,
  flagConfigurations,
  flagEnvironments,
  flagOverrides,
  flagRevisions,
  flagScheduledChanges,
  flagSegments,
  flags,
} from "@plumbline/db/schema";
import { encodeGlobalId, registerIdPrefix } from "../../graphql/ids.ts";

// Here and not beside the GraphQL types: a process that only works needs them too.
registerIdPrefix("Flag", "flg");
registerIdPrefix("FlagConfiguration", "flgcfg");
registerIdPrefix("FlagSegment", "seg");
registerIdPrefix("FlagOverride", "flgovr");
registerIdPrefix("FlagRevision", "flgrev");
registerIdPrefix("FlagChangeRequest", "flgreq");
registerIdPrefix("FlagScheduledChange", "flgsch");
registerIdPrefix("FlagEnvironment", "flgenv");
registerIdPrefix("FlagSource", "flgsrc");

export type Flag = typeof flags.$inferSelect;
export type FlagConfiguration = typeof flagConfigurations.$inferSelect;
export type FlagEnvironment = typeof flagEnvironments.$inferSelect;
export type FlagSegment = typeof flagSegments.$inferSelect;
export type FlagOverrideRow = typeof flagOverrides.$inferSelect;
export type FlagRevision = typeof flagRevisions.$inferSelect;
export type FlagChangeRequest = typeof flagChangeRequests.$inferSelect;
export type FlagScheduledChange = typeof flagScheduledChanges.$inferSelect;

/** The page of a flag in the console, below the workspace. */
export function flagPlace(id: string): string {
  return `flags/${encodeGlobalId("Flag", id)}`;
}
