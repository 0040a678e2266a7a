import { ImportRefusal } from "../flag-import.ts";

/** JSON that is a rule: https://flagd.dev/reference/flag-definitions/#targeting-rules */
export type Logic = string | number | boolean | null | readonly Logic[] | { readonly [operator: string]: Logic };

/** An operation with its arguments. @throws ImportRefusal for anything else */
export function operationOf(logic: Logic): { operator: string; args: readonly Logic[] } {
  const [entry, ...more] = typeof logic === "object" && logic !== null ? Object.entries(logic) : [];
  if (Array.isArray(logic) || !entry || more.length > 0)
    throw new ImportRefusal(`The targeting has ${JSON.stringify(logic)} where an operation is expected.`);
  const [operator, args] = entry;
  return { operator, args: (Array.isArray(args) ? args : [args]) as readonly Logic[] };
}

/** The attribute that `{"var": "email"}` reads; null for anything else. */
export function attributeRead(logic: Logic | undefined): string | null {
  if (typeof logic !== "object" || logic === null || Array.isArray(logic) || !("var" in logic)) return null;
  const name: unknown = Array.isArray(logic.var) && logic.var.length === 1 ? logic.var[0] : logic.var;
  if (typeof name !== "string")
    throw new ImportRefusal(`${JSON.stringify(logic)} has a default, which is not known here.`);
  return name;
}

/** Puts what `$evaluators` hold in the place of `{"$ref": name}`. */
export function resolveReferences(logic: Logic, evaluators: Readonly<Record<string, Logic>>, depth = 0): Logic {
  if (typeof logic !== "object" || logic === null) return logic;
  if (depth > 100) throw new ImportRefusal("Its $ref lead in a circle.");
  if (Array.isArray(logic)) return logic.map((one: Logic) => resolveReferences(one, evaluators, depth + 1));
  const all = logic as { readonly [operator: string]: Logic };
  if (typeof all.$ref === "string") {
    const found = evaluators[all.$ref];
    if (found === undefined) throw new ImportRefusal(`The file has no evaluator "${all.$ref}".`);
    return resolveReferences(found, evaluators, depth + 1);
  }
  return Object.fromEntries(
    Object.entries(all).map(([key, one]) => [key, resolveReferences(one, evaluators, depth + 1)]),
  );
}
