export { linkErrorGroup } from "./error-groups/link-error-group.ts";
export { openIncident } from "./incident/open-incident.ts";
