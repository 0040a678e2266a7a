import { createHash } from "node:crypto";
import { type ExecutionArgs, getOperationAST, Kind, print, visit } from "graphql";
import type { EventSource } from "./event-source.ts";

/**
 * Names the group that a subscription belongs to: same workspace and rights, same operation, same variables but for the one that
 * holds the cursor. Whoever shares a key is sent the same text, so anything that could change an answer must be in it.
 */
export function groupKey(args: ExecutionArgs, { options }: EventSource, scope: string): string {
  const variables: Record<string, unknown> = { ...args.variableValues };
  const cursor = cursorVariable(args);
  if (cursor) delete variables[cursor];
  const parts = [
    options.workspaceId,
    options.permission,
    scope,
    print(args.document),
    args.operationName ?? null,
    variables,
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/** The variable that stands for the field's `after` and for nothing else, whatever the client called it. */
function cursorVariable({ document, operationName }: ExecutionArgs): string | null {
  const field = getOperationAST(document, operationName)?.selectionSet.selections[0];
  const after = field?.kind === Kind.FIELD ? field.arguments?.find(({ name }) => name.value === "after") : undefined;
  if (after?.value.kind !== Kind.VARIABLE) return null;
  const name = after.value.name.value;
  let uses = 0;
  visit(document, {
    Variable(node) {
      if (node.name.value === name) uses += 1;
    },
  });
  // Its definition and this one use.
  return uses === 2 ? name : null;
}
