import type { Ask } from "./crawl-workspace.ts";

export interface FurnishIncidentsOptions {
  ask: Ask;
  // biome-ignore lint/suspicious/noExplicitAny: answers of any shape
  make(mutation: string, input: Record<string, unknown>): Promise<any>;
  workspaceId: string;
  slug: string;
  canary: string;
}

/** An incident with a note and an error group. */
export async function furnishIncidents({
  ask,
  make,
  workspaceId,
  slug,
  canary,
}: FurnishIncidentsOptions): Promise<void> {
  const query = `query ($slug: String!) { workspace(slug: $slug) { errorGroups { nodes { id } } } }`;
  const { nodes } = (await ask(query, { slug })).data.workspace.errorGroups;
  const wish = { workspaceId, title: canary, severity: "SEV3", summary: canary, errorGroupIds: [nodes[0].id] };
  const { incident } = await make("openIncident", wish);
  await make("addIncidentNote", { incidentId: incident.id, note: canary });
}
