/**
 * A GraphQL document with the types of its answer and its variables. Kept as text: it is what travels, what "Copy as"
 * shows, and it needs no parser in the page.
 */
export interface Document<Data, Variables> {
  readonly text: string;
  /** Name of the operation, taken from the text. */
  readonly name: string;
  /** Never set; carries the types. */
  readonly types?: (variables: Variables) => Data;
}

/** Declares a document. Generated files call it; see `scripts/generate-operations.ts`. */
export function graphqlDocument<Data, Variables>(text: string): Document<Data, Variables> {
  const name = /(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1] ?? "Unnamed";
  return { text, name };
}
