/** What JSON can say. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/** What a flag answers. All variants of one flag are of one kind. */
export type FlagValue = JsonValue;
