import type { Db } from "@plumbline/db";
import { serviceDependencies, services } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import { serviceLinked } from "../events.ts";
import { refuseArchived } from "../refuse-archived.ts";
import type { Service } from "../service-ref.ts";
import { type Dependency, findCircle } from "./find-circle.ts";
import { lockDependencies } from "./lock-dependencies.ts";

export const linkServicesInput = z.object({ serviceId: z.uuid(), dependsOnId: z.uuid() });

export type LinkServicesInput = z.input<typeof linkServicesInput>;

/**
 * Records that a service needs another one to work. Done twice it is harmless.
 * @throws InvalidInputError when that would close a circle, naming it
 */
export async function linkServices(ctx: Context, input: LinkServicesInput): Promise<Service> {
  const wish = parseInput(linkServicesInput, input);
  const { serviceId: id, dependsOnId } = wish;
  const permission = "services:write";
  const workspaceId = await authorizeRow(ctx, { table: services, id, permission, noun: "service" });
  return await transact(ctx, { workspaceId, verb: "linkServices", input: wish }, async (tx) => {
    const known = await lockDependencies(tx, workspaceId);
    const [service, dependsOn] = await requireServices(tx, workspaceId, [id, dependsOnId]);
    if (known.some(({ from, to }) => from === id && to === dependsOnId)) return service;
    refuseArchived(service, "service");
    refuseArchived(dependsOn, "service");
    await refuseCircle(tx, workspaceId, known, { from: id, to: dependsOnId });
    await tx.insert(serviceDependencies).values({ workspaceId, serviceId: id, dependsOnId });
    await recordEvent(tx, ctx, serviceLinked, {
      workspaceId,
      subjectId: id,
      data: { key: service.key, dependsOnId, dependsOnKey: dependsOn.key },
      after: { dependsOn: dependsOn.key },
    });
    return service;
  });
}

/** Both services, in the order asked for. @throws NotFoundError when one is not the workspace's */
export async function requireServices(tx: Db, workspaceId: string, ids: [string, string]): Promise<[Service, Service]> {
  const rows = await tx
    .select()
    .from(services)
    .where(and(eq(services.workspaceId, workspaceId), inArray(services.id, ids)));
  const [first, second] = ids.map((id) => rows.find((row) => row.id === id));
  if (!first || !second) throw unknownRow("service");
  return [first, second];
}

async function refuseCircle(tx: Db, workspaceId: string, known: Dependency[], added: Dependency): Promise<void> {
  const circle = findCircle(known, added);
  if (!circle) return;
  const rows = await tx
    .select({ id: services.id, key: services.key })
    .from(services)
    .where(and(eq(services.workspaceId, workspaceId), inArray(services.id, circle)));
  const keys = new Map(rows.map(({ id, key }) => [id, key]));
  const walk = circle.map((id) => keys.get(id) ?? id).join(" → ");
  throw new InvalidInputError([{ path: ["dependsOnId"], message: `would close a circle: ${walk}.` }]);
}
