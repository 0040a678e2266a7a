import { complexityFromQuery } from "@pothos/plugin-complexity";
import { type DocumentNode, type GraphQLSchema, visit } from "graphql";
import { InvalidInputError, TooLargeError } from "../../service/errors.ts";
import { perDocument } from "../per-document.ts";
import { limits } from "./limits.ts";

export interface MeasureOptions {
  schema: GraphQLSchema;
  document: DocumentNode;
  variables: Record<string, unknown>;
  ctx: object;
}

/**
 * The cost of an operation before it runs: one for each field, times the size of the lists around it.
 * @throws TooLargeError when it is too deep, too broad, has too many aliases or costs too much
 */
export function measureOperation({ schema, document, variables, ctx }: MeasureOptions): number {
  refuseAliases(document);
  // Introspection is deep by nature, bounded by the schema, and answered from memory.
  if (isIntrospection(document)) return 100;
  const measured = complexityFromQuery(document, { schema, variables, ctx });
  refuse("depth", measured.depth, limits.depth, "levels deep", "Ask in two steps.");
  refuse("breadth", measured.breadth, limits.breadth, "fields broad", "Ask for fewer fields at once.");
  refuse(
    "cost",
    Math.ceil(measured.complexity),
    limits.cost,
    "by cost",
    "Ask for smaller pages (`first`) or fewer nested lists.",
  );
  return Math.max(1, Math.ceil(measured.complexity));
}

/** @throws InvalidInputError naming both numbers, so that the reader knows how far off the operation is */
function refuse(what: string, value: number, limit: number, unit: string, nextStep: string): void {
  if (value <= limit) return;
  throw new TooLargeError(`The operation is ${value} ${unit}; ${limit} is the limit on ${what}.`, nextStep);
}

const countAliases = perDocument((document) => {
  let aliases = 0;
  visit(document, {
    Field(node) {
      if (node.alias) aliases += 1;
    },
  });
  return aliases;
});

function refuseAliases(document: DocumentNode): void {
  const aliases = countAliases(document);
  if (aliases <= limits.aliases) return;
  throw new InvalidInputError(
    [{ path: ["query"], message: `has ${aliases} aliases; ${limits.aliases} is the limit.` }],
    "Send several operations, or use `nodes(ids:)`.",
  );
}

function isIntrospection(document: DocumentNode): boolean {
  return document.definitions.every(
    (definition) =>
      definition.kind !== "OperationDefinition" ||
      definition.selectionSet.selections.every((field) => field.kind === "Field" && field.name.value.startsWith("__")),
  );
}
