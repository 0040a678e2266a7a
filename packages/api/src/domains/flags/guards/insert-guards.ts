import type { Db } from "@plumbline/db";
import { type flagGuards, services } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { addAlertRule, type RuleDefinitionInput, readRuleEvidence } from "../../alerts/index.ts";
import { unknownRow } from "../../workspaces/index.ts";
import type { GuardInput } from "./guard-input.ts";

/** A guard before its plan is there. */
export type NewGuard = Omit<typeof flagGuards.$inferInsert, "rolloutId">;

export interface PrepareGuardsOptions {
  workspaceId: string;
  /** `checkout in production`, for the names of rules that are made. */
  about: string;
  guards: readonly GuardInput[];
}

/**
 * Makes the rules of guards that bring a condition, before any lock of a flag is taken.
 * @throws InvalidInputError that names the path of everything that is wrong in a condition
 * @throws NotFoundError for a rule or a service that is not there
 */
export async function prepareGuards(tx: Db, ctx: Context, options: PrepareGuardsOptions): Promise<NewGuard[]> {
  const { workspaceId, guards } = options;
  const now = ctx.app.clock.now();
  const made: NewGuard[] = [];
  for (const [i, guard] of guards.entries()) {
    const { action, severity = null } = guard;
    const base = { workspaceId, action, severity: severity ?? null, createdAt: now, updatedAt: now };
    const detail = "Not looked at yet.";
    if (guard.ruleId) {
      const rule = await readRuleEvidence(tx, workspaceId, guard.ruleId);
      if (!rule?.watching) throw unknownRow("alert rule that is switched on");
      made.push({ ...base, kind: "rule", ruleId: guard.ruleId, name: guard.name ?? rule.name, detail });
    } else if (guard.serviceId) {
      const name = await serviceName(tx, workspaceId, guard.serviceId);
      const own = { kind: "service", serviceId: guard.serviceId, name: guard.name ?? `Alerts of ${name}` } as const;
      made.push({ ...base, ...own, detail });
    } else {
      const name = guard.name ?? `Guard ${i + 1}`;
      const ruleId = await ruleOf(tx, ctx, options, { i, name, condition: guard.condition });
      made.push({ ...base, kind: "condition", ruleId, name, detail });
    }
  }
  return made;
}

async function ruleOf(
  tx: Db,
  ctx: Context,
  { workspaceId, about }: PrepareGuardsOptions,
  { i, name, condition }: { i: number; name: string; condition: unknown },
): Promise<string> {
  try {
    return await addAlertRule(tx, ctx, {
      workspaceId,
      name: `${name}: ${about}`.slice(0, 120),
      severity: "error",
      owner: null,
      definition: { condition } as RuleDefinitionInput,
    });
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const issues = error.issues.map(({ path, message }) => ({
      path: ["guards", String(i), ...path.filter((step) => step !== "definition")],
      message,
    }));
    throw new InvalidInputError(issues);
  }
}

async function serviceName(tx: Db, workspaceId: string, id: string): Promise<string> {
  const [service] = await tx
    .select({ key: services.key })
    .from(services)
    .where(and(eq(services.workspaceId, workspaceId), eq(services.id, id), isNull(services.archivedAt)));
  if (!service) throw unknownRow("service");
  return service.key;
}
