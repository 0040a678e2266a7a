import type { DemoCredential, DemoDoor } from "../demo-door.ts";

export interface ReleaseBotOptions {
  door: DemoDoor;
  /** The bot's key. */
  credential: DemoCredential;
  /** The id outside, `ws_…`. */
  workspaceId: string;
}

const newestEntry =
  "query ($id: ID!) { node(id: $id) { ... on Workspace { logs(first: 1) { nodes { time } } } } }" as const;

const openErrors = `query ($id: ID!, $service: String!) { node(id: $id) { ... on Workspace {
  errorGroups(first: 10, filter: { service: { in: [$service] }, state: { in: [OPEN] } }) { nodes { id } } } } }`;

/** When the newest log entry happened, in milliseconds since 1970; null when there is none. */
export async function newestEntryAt({ door, credential, workspaceId }: ReleaseBotOptions): Promise<number | null> {
  const { node } = await door.ask<{ node: { logs: { nodes: { time: string }[] } } }>(
    newestEntry,
    { id: workspaceId },
    credential,
  );
  const [newest] = node.logs.nodes;
  return newest ? Date.parse(newest.time) : null;
}

/** Says of a service's errors that a release mends them. The release after it brings them back: that is the story. */
export async function resolveErrors(
  { door, credential, workspaceId }: ReleaseBotOptions,
  { service, inRelease }: { service: string; inRelease: string },
): Promise<void> {
  const { node } = await door.ask<{ node: { errorGroups: { nodes: { id: string }[] } } }>(
    openErrors,
    { id: workspaceId, service },
    credential,
  );
  for (const { id } of node.errorGroups.nodes)
    await door.make("resolveErrorGroup", { errorGroupId: id, inRelease }, credential);
}
