import { FlagProblem } from "../flag-problem.ts";

export type Attributes = Readonly<Record<string, unknown>>;

/**
 * Reads an attribute of a context; `currentTime` is now where the context has none, and `explainFlag` gives it one. A name that
 * every object has (`constructor`) is refused: it would always be there.
 */
export function attributeIn(name: string): (context: Attributes) => unknown {
  const path = name.split(".");
  if (path.some((part) => !part || part in {})) throw new FlagProblem(`Attribute ${name}`);
  if (name === "currentTime") return (context) => context[name] ?? Date.now();
  return path.length < 2
    ? (context) => context[name]
    : (context) =>
        context[name] ??
        path.reduce<unknown>((value, part) => (value as Attributes | undefined | null)?.[part], context);
}

/** Reads an attribute that identifies: text as it is, numbers as text, nothing else. */
export function keyIn(name: string): (context: Attributes) => string | undefined {
  const read = attributeIn(name);
  return (context) => {
    const value = read(context);
    return typeof value === "string" ? value : typeof value === "number" ? `${value}` : undefined;
  };
}
