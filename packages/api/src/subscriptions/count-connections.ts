import { type Connection, type ConnectionCredential, credentialOf } from "./connection.ts";
import type { Group } from "./group.ts";

/** Connections of one kind that follow one workspace. */
export interface ConnectionCount {
  readonly workspaceId: string;
  readonly transport: Connection["transport"];
  readonly credential: ConnectionCredential;
  readonly connections: number;
  readonly subscriptions: number;
  /** When the oldest of them was opened. */
  readonly since: Date;
}

/** Counts who listens now. A connection that follows two workspaces is counted in both, one that follows none in neither. */
export function countConnections(groups: Iterable<Group>): ConnectionCount[] {
  const kinds = new Map<string, { count: ConnectionCount; seen: Set<Connection>; subscriptions: number }>();
  for (const { source, members } of groups) {
    const { workspaceId } = source.options;
    for (const { subscriber } of members) {
      const credential = credentialOf(subscriber.actor);
      if (!credential) continue;
      const { connection } = subscriber;
      const { transport, since } = connection;
      const key = `${workspaceId} ${transport} ${credential}`;
      const kind = kinds.get(key) ?? {
        count: { workspaceId, transport, credential, connections: 0, subscriptions: 0, since },
        seen: new Set(),
        subscriptions: 0,
      };
      kinds.set(key, kind);
      kind.seen.add(connection);
      kind.subscriptions += 1;
    }
  }
  return [...kinds.values()].map(({ count, seen, subscriptions }) => ({
    ...count,
    connections: seen.size,
    subscriptions,
    since: new Date(Math.min(...[...seen].map(({ since }) => since.getTime()))),
  }));
}
