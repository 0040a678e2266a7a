/** A decoded id as an input object carries it. */
interface DecodedId {
  typename: string;
  id: string;
}

/** The same input with the bare uuid in place of each decoded id. */
export type WithUuids<T> = T extends DecodedId
  ? string
  : T extends Date
    ? T
    : T extends readonly (infer Item)[]
      ? WithUuids<Item>[]
      : T extends object
        ? { [Key in keyof T]: WithUuids<T[Key]> }
        : T;

/** Verbs take uuids; GraphQL inputs bring decoded global ids. This is the step between the two, for a resolver's one expression. */
export function uuids<T>(input: T): WithUuids<T> {
  return replace(input) as WithUuids<T>;
}

function replace(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(replace);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (isDecodedId(value)) return value.id;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]));
}

function isDecodedId(value: object): value is DecodedId {
  return "typename" in value && "id" in value && typeof value.id === "string" && Object.keys(value).length === 2;
}
