import type { DemoCredential, DemoDoor } from "../demo-door.ts";

export interface OnCallOptions {
  door: DemoDoor;
  /** The key of the person on call. */
  credential: DemoCredential;
  /** The id outside, `ws_…`. */
  workspaceId: string;
}

interface Seen {
  incidents: { nodes: { id: string; state: string }[] };
  errorGroups?: { nodes: { id: string }[] };
}

const title = "Tax quotes fail";

const incidents = `incidents(first: 1, filter: { state: { in: [OPEN, INVESTIGATING, MITIGATED] }, search: "${title}" }) {
  nodes { id state } }`;

const unresolved = `query ($id: ID!) { node(id: $id) { ... on Workspace { ${incidents} } } }`;

const failing = `query ($id: ID!, $service: String!) { node(id: $id) { ... on Workspace { ${incidents}
  errorGroups(first: 5, filter: { service: { in: [$service] }, state: { in: [OPEN] } }) { nodes { id } } } } }`;

/** Somebody sees a service fail: its incident, a new one or the one that was not over after all, gets the errors that show it. */
export async function tellIncident(onCall: OnCallOptions, service: string): Promise<void> {
  const { door, credential, workspaceId } = onCall;
  const { node } = await door.ask<{ node: Seen }>(failing, { id: workspaceId, service }, credential);
  const errorGroupIds = node.errorGroups?.nodes.map(({ id }) => id) ?? [];
  const [known] = node.incidents.nodes;
  if (known) {
    for (const errorGroupId of errorGroupIds)
      await door.make("linkErrorGroup", { incidentId: known.id, errorGroupId }, credential);
    await move(onCall, known.id, "INVESTIGATING", "It fails again.");
    return;
  }
  const summary = "Carts with a coupon get no tax quote; shoppers see the price without tax.";
  const wish = { workspaceId, title, severity: "SEV3", summary, errorGroupIds };
  const { incident } = await door.make<{ incident: { id: string } }>(
    "openIncident",
    wish,
    credential,
    "incident { id }",
  );
  await move(onCall, incident.id, "INVESTIGATING", null);
}

/** Somebody says that a release mends it. Whether that is so, the errors say. */
export async function sayMended(onCall: OnCallOptions, release: string): Promise<void> {
  const { door, credential, workspaceId } = onCall;
  const { node } = await door.ask<{ node: Seen }>(unresolved, { id: workspaceId }, credential);
  const [known] = node.incidents.nodes;
  if (known) await move(onCall, known.id, "MITIGATED", `Release ${release} is out.`);
}

async function move({ door, credential }: OnCallOptions, incidentId: string, to: string, comment: string | null) {
  await door.make("changeIncidentState", { incidentId, to, comment }, credential);
}
