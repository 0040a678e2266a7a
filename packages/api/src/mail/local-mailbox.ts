import { localMail } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { desc, eq } from "drizzle-orm";
import type { App } from "../app.ts";

export type LocalMail = typeof localMail.$inferSelect;

/** Messages that the mailbox shows at most. */
const shown = 200;

/** The newest messages of the local mailbox, newest first. */
export async function listLocalMail(app: App): Promise<LocalMail[]> {
  return await withSystem(app.database, (tx) => tx.select().from(localMail).orderBy(desc(localMail.id)).limit(shown));
}

/** One message of the local mailbox, or null. */
export async function findLocalMail(app: App, id: string): Promise<LocalMail | null> {
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id)) return null;
  const [mail] = await withSystem(app.database, (tx) => tx.select().from(localMail).where(eq(localMail.id, id)));
  return mail ?? null;
}
