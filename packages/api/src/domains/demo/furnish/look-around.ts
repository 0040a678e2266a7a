import type { FurnishDemoOptions } from "./furnish-demo.ts";

/** What the demo workspace has, by the names that the story uses. */
export interface DemoPlace {
  /** The demo's person. */
  userId: string;
  environments: ReadonlyMap<string, string>;
  services: ReadonlyMap<string, string>;
  rules: ReadonlyMap<string, string>;
  flags: ReadonlyMap<string, string>;
}

const everything = `query ($id: ID!) { node(id: $id) { ... on Workspace {
  members(first: 1) { nodes { user { id } } }
  environments(first: 20) { nodes { key id } }
  services(first: 50) { nodes { key id } }
  alertRules(first: 50) { nodes { name id } }
  flags(first: 100) { nodes { key id } }
} } }`;

interface Named {
  nodes: { id: string; key?: string; name?: string }[];
}

/** Reads what is there, so that only what is missing is made. */
export async function lookAround({ door, person, workspaceId }: FurnishDemoOptions): Promise<DemoPlace> {
  const { node } = await door.ask<{
    node: Record<"environments" | "services" | "alertRules" | "flags", Named> & {
      members: { nodes: { user: { id: string } }[] };
    };
  }>(everything, { id: workspaceId }, person);
  const ids = ({ nodes }: Named) => new Map(nodes.map(({ id, key, name }) => [key ?? name ?? "", id]));
  return {
    userId: node.members.nodes[0]?.user.id ?? "",
    environments: ids(node.environments),
    services: ids(node.services),
    rules: ids(node.alertRules),
    flags: ids(node.flags),
  };
}
