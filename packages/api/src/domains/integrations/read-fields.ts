import { InvalidInputError } from "../../service/errors.ts";
import type { ConnectField } from "./provider/connect-method.ts";

/** @throws InvalidInputError listing every field that is missing, unknown or malformed */
export function readFields(fields: readonly ConnectField[], given: readonly { name: string; value: string }[]) {
  const values = new Map(given.map(({ name, value }) => [name, value.trim()]));
  const issues = fields.flatMap(({ name, label, help, pattern, optional }) => {
    const value = values.get(name);
    if (!value && optional) return [];
    if (!value) return [{ path: ["fields", name], message: `${label} is missing. ${help}` }];
    return pattern && !pattern.test(value)
      ? [
          {
            path: ["fields", name],
            message: `does not look like the ${label.toLowerCase()} that is asked for. ${help}`,
          },
        ]
      : [];
  });
  const known = new Set(fields.map((field) => field.name));
  for (const name of values.keys())
    if (!known.has(name)) issues.push({ path: ["fields", name], message: "is not asked for." });
  if (issues.length > 0) throw new InvalidInputError(issues);
  return Object.fromEntries([...values].filter(([, value]) => value !== ""));
}
