import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  getNullableType,
  getOperationAST,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from "graphql";
import { collectFields } from "./collect-fields.ts";
import { UnplannableError } from "./unplannable-error.ts";

/** How the value of a field is completed. `required` where null is a failure. */
export type ValuePlan = { readonly required: boolean } & (
  | { readonly kind: "leaf"; readonly type: GraphQLLeafType }
  | { readonly kind: "list"; readonly item: ValuePlan }
  | { readonly kind: "object"; readonly type: GraphQLObjectType; readonly fields: readonly FieldPlan[] }
  | {
      readonly kind: "abstract";
      readonly type: GraphQLAbstractType;
      fieldsOf(type: GraphQLObjectType): readonly FieldPlan[];
    }
);

/** One field of one type as an operation asks for it. */
export interface FieldPlan {
  /** Its name in the answer. */
  readonly key: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly parent: GraphQLObjectType;
  /** As it was declared. */
  readonly type: GraphQLOutputType;
  /** What it takes arguments by; null where it takes none. */
  readonly takes: GraphQLField<unknown, unknown> | null;
  /** Null where the value is the property of that name, or what its method of that name answers. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | null;
  readonly value: ValuePlan;
}

/** What is known of a query before its variables are. */
export interface OperationPlan {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly fields: readonly FieldPlan[];
}

/**
 * Finds out once for a document what the executor finds out for every object of every answer.
 * @param document one that has been validated against the schema
 * @throws UnplannableError
 */
export function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): OperationPlan {
  const operation = getOperationAST(document, operationName);
  const type = schema.getQueryType();
  if (!type || operation?.operation !== "query") throw new UnplannableError("Only queries are planned.");
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return { schema, operation, fragments, fields: planFields(type, [operation]) };

  function planFields(parent: GraphQLObjectType, within: Parameters<typeof collectFields>[0]["within"]): FieldPlan[] {
    const collected = collectFields({ schema, fragments, type: parent, within });
    return [...collected].map(([key, nodes]) => planField(parent, key, nodes));
  }

  function planField(parent: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): FieldPlan {
    const name = nodes[0]?.name.value ?? "";
    // As a key of an object it would set the prototype.
    if (key === "__proto__") throw new UnplannableError(key);
    if (name === "__typename") return typenameOf(parent, key, nodes);
    const field = parent.getFields()[name];
    if (!field) throw new UnplannableError(name);
    const { type, resolve = null } = field;
    const takes = field.args.length > 0 ? field : null;
    return { key, name, nodes, parent, type, takes, resolve, value: planValue(type, nodes) };
  }

  function planValue(wrapped: GraphQLOutputType, nodes: readonly FieldNode[]): ValuePlan {
    const required = isNonNullType(wrapped);
    const type = getNullableType(wrapped);
    if (isListType(type)) return { kind: "list", required, item: planValue(type.ofType, nodes) };
    if (isLeafType(type)) return { kind: "leaf", required, type };
    if (isObjectType(type)) return { kind: "object", required, type, fields: planFields(type, nodes) };
    if (!isAbstractType(type) || !type.resolveType) throw new UnplannableError("A type of an unknown kind.");
    const known = new Map<GraphQLObjectType, readonly FieldPlan[]>();
    const fieldsOf = (concrete: GraphQLObjectType) => {
      const fields = known.get(concrete) ?? planFields(concrete, nodes);
      known.set(concrete, fields);
      return fields;
    };
    return { kind: "abstract", required, type, fieldsOf };
  }
}

function typenameOf(parent: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): FieldPlan {
  const value: ValuePlan = { kind: "leaf", required: true, type: GraphQLString };
  const resolve = () => parent.name;
  return {
    key,
    name: "__typename",
    nodes,
    parent,
    type: new GraphQLNonNull(GraphQLString),
    takes: null,
    resolve,
    value,
  };
}
