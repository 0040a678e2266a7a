import type { incidentErrorGroups, incidents } from "@plumbline/db/schema";
import { registerIdPrefix } from "../../graphql/ids.ts";

// Here and not beside the GraphQL types: a process that only works needs them too.
registerIdPrefix("Incident", "inc");
registerIdPrefix("IncidentErrorGroup", "incegr");

/** One row of `incidents`. */
export type Incident = typeof incidents.$inferSelect;

/** One row of `incident_error_groups`. */
export type IncidentErrorGroup = typeof incidentErrorGroups.$inferSelect;

/** What people call an incident: `INC-3`. */
export function incidentName({ number }: Pick<Incident, "number">): string {
  return `INC-${number}`;
}
