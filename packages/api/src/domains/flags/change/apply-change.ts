import type { Db } from "@plumbline/db";
import type { Context } from "../../../service/context.ts";
import type { AppliedChange } from "./applied-change.ts";
import { applyConfiguration } from "./apply-configuration.ts";
import { applyFlag, applyNewFlag } from "./apply-flag.ts";
import { applyOverrides } from "./apply-overrides.ts";
import { applyNewSegment, applyRemoveSegment, applySegment } from "./apply-segment.ts";
import type { FlagChange } from "./flag-change.ts";

/** Writes one change; null when nothing changes by it. Locks, checks and history are `changeFlags`'. */
export async function applyChange(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  change: FlagChange,
): Promise<AppliedChange | null> {
  switch (change.kind) {
    case "newFlag":
      return await applyNewFlag(tx, ctx, workspaceId, change);
    case "flag":
      return await applyFlag(tx, ctx, workspaceId, change);
    case "configuration":
      return await applyConfiguration(tx, ctx, workspaceId, change);
    case "overrides":
      return await applyOverrides(tx, ctx, workspaceId, change);
    case "newSegment":
      return await applyNewSegment(tx, ctx, workspaceId, change);
    case "segment":
      return await applySegment(tx, ctx, workspaceId, change);
    case "removeSegment":
      return await applyRemoveSegment(tx, workspaceId, change);
  }
}
