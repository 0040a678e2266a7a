import {
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import { schema } from "../../graphql/schema.ts";

/** How deep a selection follows things that are no nodes. Nodes are walked one by one, by their ids. */
const deepest = 4;

/** Whether rows of the type have an id outside. */
export function isNode(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === "Node");
}

const everyNodeType = Object.values(schema.getTypeMap())
  .filter(isNode)
  .map(({ name }) => name);

/** Names of every node type of the schema. */
export function nodeTypes(): readonly string[] {
  return everyNodeType;
}

/** Everything that can be asked of a type without knowing it: its leaves, the ids of its nodes, and what lies between. */
export function selectionOf(type: GraphQLNamedType, depth = 0, above: readonly string[] = []): string {
  if (isLeafType(type)) return "";
  // What lies in its own kind (a log entry's neighbours) was seen one level up, and each level would multiply the cost.
  if (depth > deepest || above.includes(type.name)) return "{ __typename }";
  if (depth > 0 && isNode(type)) return "{ __typename id }";
  if (isUnionType(type) || isInterfaceType(type)) {
    const some = schema.getPossibleTypes(type).filter(isNode);
    return `{ __typename ${some.map(({ name }) => `... on ${name} { id }`).join(" ")} }`;
  }
  if (!isObjectType(type)) return "";
  const fields = Object.values(type.getFields()).filter(canAsk);
  return `{ __typename ${fields.map((field) => fieldSelection(field, depth + 1, "", [...above, type.name])).join(" ")} }`;
}

/** One field with all that hangs under it. Lists of pages are asked for in small ones, which is cheap and shows enough. */
export function fieldSelection(
  field: GraphQLField<unknown, unknown>,
  depth: number,
  args = "",
  above: readonly string[] = [],
): string {
  const page = field.args.some(({ name }) => name === "first") ? "first: 20" : "";
  const given = [page, args].filter(Boolean).join(", ");
  return `${field.name}${given && `(${given})`} ${selectionOf(getNamedType(field.type), depth, above)}`;
}

/** Whether the field can be asked for without arguments. */
export function canAsk(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.every((arg) => !isNonNullType(arg.type) || arg.defaultValue !== undefined);
}

export function isLeaf(field: GraphQLField<unknown, unknown>): boolean {
  return isLeafType(getNamedType(field.type));
}
