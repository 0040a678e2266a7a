import type { Db } from "@plumbline/db";
import { inboxItems, mails, workspaces } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { RecordedEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { isFeatureOn } from "../../service/features.ts";
import type { Workspace } from "../workspaces/index.ts";
import { type Notice, noticeKinds } from "./notice-kinds.ts";
import { noticeMail } from "./notice-mail.ts";
import { noticeRecipients, type Recipient } from "./notice-recipients.ts";

/** Tells the members whom an event concerns, in the inbox and by mail, as each chose. Run twice it tells once. */
export async function tellMembers(ctx: Context, event: RecordedEvent): Promise<void> {
  const kind = noticeKinds.find((each) => each.on.includes(event.type));
  const notice = kind?.write(event);
  if (!kind || !notice) return;
  const mailed = await isFeatureOn(ctx, event.workspaceId, "plumbline.notice-mails");
  await withSystem(ctx.app.database, async (tx) => {
    // Two runs of one reaction at once must not both find that nothing was mailed yet.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`inbox/${event.id}`}, 0))`);
    const [workspace] = await tx
      .select()
      .from(workspaces)
      .where(and(eq(workspaces.id, event.workspaceId), isNull(workspaces.purgedAt)));
    if (!workspace) return;
    for (const recipient of await noticeRecipients(tx, kind, event)) {
      const { wants } = recipient;
      const chosen = { ...recipient, wants: { ...wants, email: wants.email && mailed } };
      await tell(ctx, tx, { workspace, event, recipient: chosen, notice, kind: kind.kind });
    }
  });
  ctx.app.outbox.wakeWorkers();
}

interface Telling {
  workspace: Workspace;
  event: RecordedEvent;
  recipient: Recipient;
  notice: Notice;
  kind: string;
}

async function tell(ctx: Context, tx: Db, { workspace, event, recipient, notice, kind }: Telling): Promise<void> {
  const { userId, email, wants } = recipient;
  const { title, body, place } = notice;
  const createdAt = ctx.app.clock.now();
  if (wants.inbox) {
    await tx
      .insert(inboxItems)
      .values({ workspaceId: workspace.id, userId, kind, eventId: event.id, title, body, place, createdAt })
      .onConflictDoNothing();
  }
  if (!wants.email || (await wasMailed(tx, event, email))) return;
  await ctx.app.mailer.queue(tx, {
    to: email,
    workspaceId: workspace.id,
    aboutId: event.id,
    content: noticeMail({
      workspace: workspace.name,
      notice,
      url: `${ctx.app.config.publicUrl}/w/${workspace.slug}/${place}`,
    }),
  });
}

async function wasMailed(tx: Db, event: RecordedEvent, email: string): Promise<boolean> {
  const [known] = await tx
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.workspaceId, event.workspaceId), eq(mails.aboutId, event.id), eq(mails.recipient, email)));
  return known !== undefined;
}
