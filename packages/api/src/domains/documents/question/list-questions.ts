import { questionClusters, questionMessages } from "@plumbline/db/schema";
import { and, eq, gte, inArray } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";
import type { QuestionCluster } from "../document-refs.ts";
import { repeats } from "./take-question.ts";

/** Which questions; what is left out does not narrow. */
export interface QuestionFilter {
  state?: { in?: QuestionCluster["state"][] | null } | null;
  /** Asked at least so often. Default the first number that counts as again and again. */
  messageCount?: { gte?: number | null } | null;
}

/** Repeated questions, the newest first. */
export async function listQuestions(ctx: Context, workspaceId: string, page: PageArgs, filter: QuestionFilter) {
  const least = filter.messageCount?.gte ?? repeats[0] ?? 1;
  const where = and(
    gte(questionClusters.messageCount, least),
    filter.state?.in ? inArray(questionClusters.state, filter.state.in) : undefined,
  );
  return await listRows(ctx, { table: questionClusters, workspaceId, permission: "documents:read", page, where });
}

/** The messages of one question, the newest first. */
export async function listQuestionMessages(ctx: Context, { workspaceId, id }: QuestionCluster, page: PageArgs) {
  const where = eq(questionMessages.clusterId, id);
  return await listRows(ctx, { table: questionMessages, workspaceId, permission: "documents:read", page, where });
}
