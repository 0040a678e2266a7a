import type { App } from "../app.ts";
import { ResyncRequiredError } from "../service/errors.ts";
import type { GroupMember } from "./group.ts";
import { readLog, readSize } from "./read-log.ts";

/** Events of the log that one reconnecting client may be behind; beyond that reading the state anew is cheaper for both. */
const replayLimit = 10_000;

export interface ReplayOptions {
  app: App;
  member: GroupMember;
  claimed(): number;
  isOpen(): boolean;
}

/** Milliseconds between two looks at a reader that is still busy with what it was given. */
const busyMs = 20;

/**
 * Serves one subscriber alone, from its cursor up to where the feed has taken charge; from that very turn of the event loop it
 * counts as live, so that nothing falls between.
 * @throws ResyncRequiredError when the cursor is too far behind, ahead of the log, or older than what is kept
 */
export async function replay({ app, member, claimed, isOpen }: ReplayOptions): Promise<void> {
  const { workspaceId } = member.group.source.options;
  let after = member.position;
  if (after > claimed()) await requireKnown(app, after);
  let read = 0;
  while (isOpen()) {
    const upTo = claimed();
    if (after >= upTo) {
      member.replaying = false;
      return;
    }
    const events = await readLog(app.database.raw, { workspaceIds: [workspaceId], after, upTo });
    read += events.length;
    if (read > replayLimit) {
      throw new ResyncRequiredError(
        `More than ${replayLimit} events happened since this cursor.`,
        "Read the state anew, then subscribe from the cursor that it carries.",
      );
    }
    for (const event of events) {
      while (isOpen() && member.subscriber.isBusy()) await new Promise((resolve) => setTimeout(resolve, busyMs));
      if (!isOpen()) return;
      const { group, subscriber } = member;
      if (group.source.wants(event)) subscriber.next(await group.frame(event, subscriber.actor));
    }
    after = events.length < readSize ? upTo : (events.at(-1)?.position ?? upTo);
    member.position = after;
  }
}

/** Another process may be a moment ahead of this one; the log itself is not. */
async function requireKnown(app: App, cursor: number): Promise<void> {
  const [state] = await app.database.raw`select position from relay_state where id = 1`;
  if (cursor <= Number(state?.position ?? 0)) return;
  throw new ResyncRequiredError(
    "The cursor lies ahead of the log: it comes from another database, or the database was restored.",
    "Read the state anew, then subscribe from the cursor that it carries.",
  );
}
