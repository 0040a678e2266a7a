import { createSourceEventStream, type ExecutionArgs, type ExecutionResult } from "graphql";
import type { App } from "../app.ts";
import type { RecordedEvent } from "../outbox/record-event.ts";
import { accessTo, authorize } from "../service/authorize.ts";
import { type Context, createContext } from "../service/context.ts";
import { type ConnectionCount, countConnections } from "./count-connections.ts";
import { decodeCursor } from "./cursor.ts";
import { startEventFeed } from "./event-feed.ts";
import { EventSource } from "./event-source.ts";
import { createGroup, type Group, type GroupMember, type Subscriber } from "./group.ts";
import { groupKey } from "./group-key.ts";
import { replay } from "./replay.ts";
import { changesRights, concernsRightsOf, endsCredential } from "./rights-changes.ts";

/** Live subscriptions of this process. */
export interface Hub {
  /** Joins the group of the same operation, or answers why not; a field with a stream of its own answers that. */
  subscribe(
    args: ExecutionArgs,
    subscriber: Subscriber,
  ): Promise<ExecutionResult | HubSubscription | AsyncIterable<unknown>>;
  /** A position that everything committed before this moment may lie behind, and nothing read from now on lies before. */
  position(): number;
  /** Who listens through this process, by workspace, transport and credential. */
  connections(): ConnectionCount[];
  /** Groups and subscribers, for metrics. */
  size(): { groups: number; subscribers: number };
  stop(): void;
}

export interface HubSubscription {
  readonly kind: "subscription";
  close(): void;
}

export async function startHub(app: App): Promise<Hub> {
  const groups = new Map<string, Group>();

  const feed = await startEventFeed({
    app,
    workspaceIds: () => [...new Set([...groups.values()].map((group) => group.source.options.workspaceId))],
    async deliver(events) {
      let start = 0;
      for (const [index, event] of events.entries()) {
        if (!changesRights(event)) continue;
        await deliverToGroups(events.slice(start, index));
        // Before the event itself: who was removed must not even see that.
        await reviewRights(event);
        start = index;
      }
      await deliverToGroups(events.slice(start));
    },
  });

  async function deliverToGroups(events: RecordedEvent[]): Promise<void> {
    if (events.length > 0) await Promise.all([...groups.values()].map((group) => group.deliver(events)));
  }

  async function reviewRights(event: RecordedEvent): Promise<void> {
    for (const group of groups.values()) {
      const { workspaceId, permission } = group.source.options;
      if (event.workspaceId !== workspaceId) continue;
      for (const member of group.members) {
        const { actor } = member.subscriber;
        if (!concernsRightsOf(actor, event)) continue;
        const access = endsCredential(actor, event) ? null : await accessTo(createContext({ app, actor }), workspaceId);
        if (access?.allows(permission)) {
          if (group.scope !== access.scope) move(member, access.scope);
          continue;
        }
        leave(member);
        member.subscriber.forbid("The right to listen here was withdrawn.");
      }
    }
  }

  function leave(member: GroupMember): void {
    const { group } = member;
    group.members.delete(member);
    if (group.members.size === 0) groups.delete(group.key);
  }

  /** Other rights, other answers: from the next event on it shares those of its new peers. */
  function move(member: GroupMember, scope: string): void {
    const { args, source } = member.group;
    leave(member);
    member.group = groupFor(args, source, scope);
    member.group.members.add(member);
  }

  function groupFor(args: ExecutionArgs, source: EventSource, scope: string): Group {
    const key = groupKey(args, source, scope);
    const group = groups.get(key) ?? createGroup({ app, key, scope, source, args });
    groups.set(key, group);
    return group;
  }

  return {
    async subscribe(args, subscriber) {
      const stream = await createSourceEventStream(args);
      // A refusal, or a stream of the field's own, which is the caller's to read.
      if (!(stream instanceof EventSource)) return stream;
      const { workspaceId, permission, after } = stream.options;
      const access = await authorize(args.contextValue as Context, workspaceId, permission);
      const from = after === null ? null : decodeCursor(after);
      const group = groupFor(args, stream, access.scope);
      const member: GroupMember = { subscriber, group, position: from ?? feed.claimed(), replaying: from !== null };
      group.members.add(member);
      const isOpen = () => member.group.members.has(member);
      if (from !== null) {
        replay({ app, member, claimed: feed.claimed, isOpen }).catch((error: Error) => {
          if (!isOpen()) return;
          leave(member);
          subscriber.fail(error);
        });
      }
      return { kind: "subscription", close: () => leave(member) };
    },
    position: feed.claimed,
    connections: () => countConnections(groups.values()),
    size: () => ({
      groups: groups.size,
      subscribers: [...groups.values()].reduce((sum, group) => sum + group.members.size, 0),
    }),
    stop: feed.stop,
  };
}
