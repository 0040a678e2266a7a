import { type ExecutionArgs, type ExecutionResult, execute } from "graphql";
import type { App } from "../app.ts";
import { presentError } from "../graphql/present-error.ts";
import type { RecordedEvent } from "../outbox/record-event.ts";
import type { Actor } from "../service/actor.ts";
import { createContext } from "../service/context.ts";
import type { Connection } from "./connection.ts";
import type { EventSource } from "./event-source.ts";

/** One answer, executed and turned into text once for everybody in the group. */
export interface Frame {
  readonly position: number;
  readonly result: ExecutionResult;
  readonly json: string;
}

/** Who gets the frames: a WebSocket operation or an SSE stream. */
export interface Subscriber {
  readonly actor: Actor;
  /** What carries it. */
  readonly connection: Connection;
  next(frame: Frame): void;
  /** True while much of what it was given has not left yet: a replay waits then. */
  isBusy(): boolean;
  /** Ends the subscription with a typed refusal. */
  fail(error: Error): void;
  /** Ends the whole connection: the credential no longer opens this. */
  forbid(reason: string): void;
}

/** A subscriber with the place up to which it has been served. */
export interface GroupMember {
  readonly subscriber: Subscriber;
  /** Changes when its rights change. */
  group: Group;
  position: number;
  /** Reads the log alone, up to where the feed has taken charge; until then the group passes it by. */
  replaying: boolean;
}

export interface GroupOptions {
  app: App;
  key: string;
  scope: string;
  source: EventSource;
  args: ExecutionArgs;
}

/** Subscribers that ask the same with the same rights: one execution serves all of them. */
export interface Group {
  readonly key: string;
  /** The rights that all its members have; who has others by now belongs elsewhere. */
  readonly scope: string;
  readonly source: EventSource;
  /** The operation that all its members sent, but for their cursors. */
  readonly args: ExecutionArgs;
  readonly members: Set<GroupMember>;
  /** Executes the subscription's selection for one event. */
  frame(event: RecordedEvent, actor: Actor): Promise<Frame>;
  deliver(events: readonly RecordedEvent[]): Promise<void>;
}

/** Answers that a group keeps for those that come back behind them: after a process ended, hundreds replay the same events. */
const mostKept = 64;
/** Characters of an answer that is kept at most. */
const longestKept = 65_536;

export function createGroup({ app, key, scope, source, args }: GroupOptions): Group {
  const members = new Set<GroupMember>();
  const { schema, document, operationName, variableValues } = args;

  const kept = new Map<number, Promise<Frame>>();

  async function frame(event: RecordedEvent, actor: Actor): Promise<Frame> {
    const position = event.position ?? 0;
    const known = kept.get(position);
    if (known) return await known;
    const made = makeFrame(event, actor);
    kept.set(position, made);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    const forget = () => kept.delete(position);
    // What failed may succeed for the next one.
    made.then(({ result, json }) => (result.errors || json.length > longestKept) && forget(), forget);
    return await made;
  }

  async function makeFrame(event: RecordedEvent, actor: Actor): Promise<Frame> {
    const ctx = createContext({ app, actor });
    const { data, errors } = await execute({
      schema,
      document,
      operationName: operationName ?? null,
      variableValues: variableValues ?? null,
      rootValue: event,
      contextValue: ctx,
    });
    const result: ExecutionResult = errors
      ? { data, errors: errors.map((error) => presentError(error, ctx.requestId, app.log)) }
      : { data };
    return { position: event.position ?? 0, result, json: JSON.stringify(result) };
  }

  return {
    key,
    scope,
    source,
    args,
    members,
    frame,
    async deliver(events) {
      for (const event of events) {
        if (!source.wants(event)) continue;
        const position = event.position ?? 0;
        const waiting = [...members].filter((member) => !member.replaying && member.position < position);
        const [first] = waiting;
        if (!first) continue;
        const made = await frame(event, first.subscriber.actor);
        for (const member of waiting) {
          // It may have left while the answer was made.
          if (!members.has(member)) continue;
          member.position = position;
          member.subscriber.next(made);
        }
      }
    },
  };
}
