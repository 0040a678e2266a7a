import { errorLessons, errorPatterns } from "@plumbline/db/schema";
import { and, asc, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { authorize } from "../../../../service/authorize.ts";
import type { Context } from "../../../../service/context.ts";
import { explainGroup, type GroupExplanation } from "../../grouping/explain-group.ts";
import { restoreTokens, type StoredToken } from "../../grouping/template/template.ts";
import type { ErrorGroup } from "./error-group-ref.ts";

/** Patterns whose lessons are told. */
const mostPatterns = 50;
/** Lessons that are told. */
const mostLessons = 5;

/** Why the errors of a group are one: what is the same, what varies and by which rule, and what was learned. */
export async function explainErrorGroup(ctx: Context, group: ErrorGroup): Promise<GroupExplanation> {
  const { workspaceId, id, service, exceptionType, frames, template } = group;
  await authorize(ctx, workspaceId, "logs:read");
  const patterns = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ id: errorPatterns.id, tokens: errorPatterns.tokens })
      .from(errorPatterns)
      .where(
        and(eq(errorPatterns.workspaceId, workspaceId), eq(errorPatterns.groupId, id), isNotNull(errorPatterns.tokens)),
      )
      .orderBy(desc(sql`(${errorPatterns.template} = ${template})`), asc(errorPatterns.number))
      .limit(mostPatterns),
  );
  const ids = patterns.map((pattern) => pattern.id);
  const lessons =
    ids.length === 0
      ? []
      : await ctx.reads.workspace(workspaceId, (db) =>
          db
            .selectDistinct({ because: errorLessons.because })
            .from(errorLessons)
            .where(and(eq(errorLessons.workspaceId, workspaceId), inArray(errorLessons.patternId, ids)))
            .limit(mostLessons),
        );
  const shown = (patterns[0]?.tokens ?? []) as unknown as StoredToken[];
  return explainGroup(restoreTokens(shown), {
    service,
    type: exceptionType,
    frames: frames.length,
    lessons: lessons.map(({ because }) => because),
  });
}
