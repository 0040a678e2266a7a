import type { Context } from "../../../service/context.ts";
import { EnvironmentRef, loadEnvironment } from "../../tenants/index.ts";

/** The field `environment` of what changes a flag in one environment, or everywhere: requests, scheduled changes and revisions. */
export const changePlace = {
  type: EnvironmentRef,
  nullable: true,
  complexity: 2,
  description: "Where; null for a change everywhere.",
  resolve: (
    { workspaceId, environmentId }: { workspaceId: string; environmentId: string | null },
    _args: unknown,
    ctx: Context,
  ) => (environmentId ? loadEnvironment(ctx, workspaceId, environmentId) : null),
} as const;
