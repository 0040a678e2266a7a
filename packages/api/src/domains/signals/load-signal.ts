import { signals } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { NotFoundError } from "../../service/errors.ts";
import type { SignalRow } from "./list-signals.ts";

/** One signal of a workspace. @throws NotFoundError when it is gone, with its integration */
export async function loadSignal(ctx: Context, workspaceId: string, id: string): Promise<SignalRow> {
  await authorize(ctx, workspaceId, "signals:read");
  const [signal] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(signals)
      .where(and(eq(signals.workspaceId, workspaceId), eq(signals.id, id))),
  );
  if (!signal) throw new NotFoundError("The signal no longer exists.", "Read the list anew.");
  return signal;
}
