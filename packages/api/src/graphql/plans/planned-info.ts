import type { GraphQLResolveInfo, ResponsePath } from "graphql";
import type { FieldPlan, OperationPlan } from "./plan-operation.ts";

/** The place of a value in the answer. */
export type Path = ResponsePath;

/** The `info` of one call of a resolver. Most resolvers look at none of it, so each part is put together when it is asked for. */
export class PlannedInfo implements GraphQLResolveInfo {
  readonly path: Path;
  readonly rootValue: unknown;
  readonly variableValues: Record<string, unknown>;
  readonly #plan: OperationPlan;
  readonly #field: FieldPlan;

  constructor(
    plan: OperationPlan,
    field: FieldPlan,
    path: Path,
    { rootValue, variables }: { rootValue: unknown; variables: Record<string, unknown> },
  ) {
    this.#plan = plan;
    this.#field = field;
    this.path = path;
    this.rootValue = rootValue;
    this.variableValues = variables;
  }

  get fieldName() {
    return this.#field.name;
  }

  get fieldNodes() {
    return this.#field.nodes;
  }

  get parentType() {
    return this.#field.parent;
  }

  get returnType() {
    return this.#field.type;
  }

  get schema() {
    return this.#plan.schema;
  }

  get fragments() {
    return this.#plan.fragments;
  }

  get operation() {
    return this.#plan.operation;
  }
}
