import {
  type ExecutionArgs,
  type GraphQLObjectType,
  getArgumentValues,
  getVariableValues,
  isObjectType,
} from "graphql";
import type { FieldPlan, OperationPlan, ValuePlan } from "./plan-operation.ts";
import { type Path, PlannedInfo } from "./planned-info.ts";

type Values = Record<string, unknown>;
type Target = Record<string | number, unknown>;

/** The answer is not one without errors. */
export class UnplainAnswerError extends Error {
  override readonly name = "UnplainAnswerError";
}

/** What the executor is called with. */
export interface FollowArgs extends Pick<ExecutionArgs, "rootValue" | "contextValue" | "variableValues"> {
  /** Ends it when the client goes away. */
  signal?: AbortSignal | undefined;
}

type AbstractPlan = Extract<ValuePlan, { kind: "abstract" }>;

interface At {
  field: FieldPlan;
  path: Path;
}

/** Where a value goes. */
interface Place {
  field: FieldPlan;
  target: Target;
  key: string | number;
  /** Of the object or list that holds the value. */
  within: Path | undefined;
}

/**
 * Answers a query along its plan, as long as all goes well. Nothing here says what went wrong, or lets a null rise to where it may
 * stand: whatever throws, and each null that may not be, ends it.
 * @throws whatever ended it; the full executor is to be asked then
 */
export function followPlan(plan: OperationPlan, args: FollowArgs): Promise<Values> {
  return new Promise((resolve, reject) => {
    new Run(plan, args, resolve, reject).start();
  });
}

class Run {
  readonly #plan: OperationPlan;
  readonly #args: FollowArgs;
  readonly #resolve: (data: Values) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #known: { rootValue: unknown; variables: Values };
  /** A field has the same arguments for every object that it is asked of. */
  readonly #values = new Map<FieldPlan, Values>();
  /** Promises that are not settled, and the start itself. */
  #waiting = 1;
  #over = false;
  readonly #data: Target = {};

  constructor(
    plan: OperationPlan,
    args: FollowArgs,
    resolve: (data: Values) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#plan = plan;
    this.#args = args;
    this.#resolve = resolve;
    this.#reject = reject;
    const { schema, operation } = plan;
    const { coerced, errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      args.variableValues ?? {},
    );
    if (!coerced) throw errors[0];
    this.#known = { rootValue: args.rootValue, variables: coerced };
  }

  start(): void {
    this.#fill(this.#plan.fields, this.#args.rootValue, this.#data, undefined);
    this.#settle();
  }

  #settle(): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#resolve(this.#data);
  }

  #fill(fields: readonly FieldPlan[], source: unknown, target: Target, within: Path | undefined): void {
    for (const field of fields) {
      const value = this.#read(field, source, within);
      this.#complete(field.value, value, { field, target, key: field.key, within });
    }
  }

  #read(field: FieldPlan, source: unknown, within: Path | undefined): unknown {
    const { resolve } = field;
    const property = resolve || !source ? undefined : (source as Values)[field.name];
    if (!resolve && typeof property !== "function") return property;
    const path: Path = { prev: within, key: field.key, typename: field.parent.name };
    const info = this.#infoOf({ field, path });
    const values = this.#valuesOf(field);
    const { contextValue } = this.#args;
    if (resolve) return resolve(source, values, contextValue, info);
    return (source as Record<string, (...args: unknown[]) => unknown>)[field.name]?.(values, contextValue, info);
  }

  #valuesOf(field: FieldPlan): Values {
    if (!field.takes) return {};
    const known = this.#values.get(field);
    if (known) return known;
    const [node] = field.nodes;
    if (!node) throw new UnplainAnswerError(field.name);
    const values = getArgumentValues(field.takes, node, this.#known.variables);
    this.#values.set(field, values);
    return values;
  }

  #complete(plan: ValuePlan, value: unknown, place: Place): void {
    if (isPromise(value)) {
      // The name takes its place in the answer's order now.
      place.target[place.key] = null;
      this.#wait(value, (settled) => this.#complete(plan, settled, place));
      return;
    }
    if (value === null || value === undefined) {
      if (plan.required) throw new UnplainAnswerError(place.field.name);
      place.target[place.key] = null;
      return;
    }
    if (value instanceof Error) throw value;
    if (plan.kind === "leaf") {
      const serialized = plan.type.serialize(value);
      if (serialized === null || serialized === undefined) throw new UnplainAnswerError(place.field.name);
      place.target[place.key] = serialized;
    } else this.#completeDeep(plan, value, place);
  }

  #completeDeep(plan: Exclude<ValuePlan, { kind: "leaf" }>, value: unknown, place: Place): void {
    const { field, target, key, within } = place;
    const path: Path = { prev: within, key, typename: typeof key === "string" ? field.parent.name : undefined };
    if (plan.kind === "list") {
      if (!Array.isArray(value)) throw new UnplainAnswerError(field.name);
      const list: unknown[] = new Array(value.length);
      target[key] = list;
      for (let index = 0; index < value.length; index += 1) {
        const into = list as unknown as Target;
        this.#complete(plan.item, value[index], { field, target: into, key: index, within: path });
      }
      return;
    }
    const object: Target = {};
    target[key] = object;
    if (plan.kind === "object") this.#fillObject(plan.type, plan.fields, value, object, { field, path });
    else this.#fillAbstract(plan, value, object, { field, path });
  }

  #fillAbstract(plan: AbstractPlan, value: unknown, object: Target, at: At): void {
    const fill = (name: unknown) => {
      const type = typeof name === "string" ? this.#plan.schema.getType(name) : undefined;
      if (!isObjectType(type) || !this.#plan.schema.isSubType(plan.type, type)) {
        throw new UnplainAnswerError(plan.type.name);
      }
      this.#fillObject(type, plan.fieldsOf(type), value, object, at);
    };
    const name = plan.type.resolveType?.(value, this.#args.contextValue, this.#infoOf(at), plan.type);
    if (isPromise(name)) this.#wait(name, fill);
    else fill(name);
  }

  #fillObject(type: GraphQLObjectType, fields: readonly FieldPlan[], value: unknown, object: Target, at: At): void {
    if (type.isTypeOf && type.isTypeOf(value, this.#args.contextValue, this.#infoOf(at)) !== true) {
      throw new UnplainAnswerError(type.name);
    }
    this.#fill(fields, value, object, at.path);
  }

  #infoOf({ field, path }: At): PlannedInfo {
    return new PlannedInfo(this.#plan, field, path, this.#known);
  }

  #wait(promise: PromiseLike<unknown>, go: (value: unknown) => void): void {
    this.#waiting += 1;
    promise.then((value) => {
      if (this.#over) return;
      try {
        if (this.#args.signal?.aborted) throw this.#args.signal.reason;
        go(value);
        this.#settle();
      } catch (error) {
        this.#fail(error);
      }
    }, this.#fail);
  }

  #fail = (reason: unknown): void => {
    this.#over = true;
    this.#reject(reason);
  };
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}
