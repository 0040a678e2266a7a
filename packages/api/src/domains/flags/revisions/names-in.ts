import type { Context } from "../../../service/context.ts";
import { loadService } from "../../tenants/index.ts";
import { loadPerson } from "../../workspaces/index.ts";
import type { FlagRevision } from "../flag-refs.ts";

/** A flag or a segment before a change and after it. */
type BothSides = Pick<FlagRevision, "workspaceId" | "before" | "after">;

/** What the people and services are called that a change names by their ids, by these ids. */
export async function namesIn(
  ctx: Context,
  { workspaceId, before, after }: BothSides,
): Promise<Record<string, string>> {
  const idsAt = (field: string) =>
    [before, after].flatMap((side) => {
      const id = (side as Record<string, unknown> | null)?.[field];
      return typeof id === "string" ? [id] : [];
    });
  const people = idsAt("ownerUserId").map(async (id) => [id, (await loadPerson(ctx, workspaceId, id))?.name]);
  const services = idsAt("serviceId").map(async (id) => [id, (await loadService(ctx, workspaceId, id))?.name]);
  const named = await Promise.all([...people, ...services]);
  return Object.fromEntries(named.filter(([, name]) => name !== undefined)) as Record<string, string>;
}
