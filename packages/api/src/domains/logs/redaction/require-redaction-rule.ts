import type { Db } from "@plumbline/db";
import { logRedactionRules } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { unknownRow } from "../../workspaces/index.ts";
import type { LogRedactionRule } from "./redaction-rule-ref.ts";

/** The rule, locked. @throws NotFoundError */
export async function requireRedactionRule(tx: Db, workspaceId: string, id: string): Promise<LogRedactionRule> {
  const [rule] = await tx
    .select()
    .from(logRedactionRules)
    .where(and(eq(logRedactionRules.workspaceId, workspaceId), eq(logRedactionRules.id, id)))
    .for("update");
  if (!rule) throw unknownRow("redaction rule");
  return rule;
}
