import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type NamedTypeNode,
  type SelectionSetNode,
} from "graphql";
import { UnplannableError } from "./unplannable-error.ts";

export interface CollectFieldsOptions {
  schema: GraphQLSchema;
  fragments: Record<string, FragmentDefinitionNode>;
  /** The type that an object turned out to have. */
  type: GraphQLObjectType;
  /** Whose selections are brought together: the operation, or all fields of one name in the answer. */
  within: readonly { selectionSet?: SelectionSetNode | undefined }[];
}

/**
 * The fields that are asked of a type, by their name in the answer and in their order there (the specification's CollectFields).
 * @throws UnplannableError for selections that depend on a directive
 */
export function collectFields({ schema, fragments, type, within }: CollectFieldsOptions): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  for (const { selectionSet } of within) if (selectionSet) collect(selectionSet);
  return fields;

  function collect({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.directives?.length) throw new UnplannableError("A selection has a directive.");
      if (selection.kind === Kind.FIELD) add(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition)) collect(selection.selectionSet);
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = fragments[selection.name.value];
        if (!fragment || fragment.directives?.length) throw new UnplannableError("A fragment has a directive.");
        if (applies(fragment.typeCondition)) collect(fragment.selectionSet);
      }
    }
  }

  function add(node: FieldNode): void {
    const key = node.alias?.value ?? node.name.value;
    const known = fields.get(key);
    if (known) known.push(node);
    else fields.set(key, [node]);
  }

  function applies(condition: NamedTypeNode | undefined): boolean {
    if (!condition) return true;
    const wanted = schema.getType(condition.name.value);
    return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
  }
}
