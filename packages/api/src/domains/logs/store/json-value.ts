/** What JSON can say. A bigint is written as the whole number that it is: OTLP's integers have 64 bits. */
export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** Attributes by their names. */
export type JsonObject = { readonly [name: string]: JsonValue };
