import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";

/**
 * SHA-256 of an operation that the server knows: all that a widget sends, and all that its token may run. Carries the types of its
 * answer and variables.
 */
export type PublishedOperation<Data, Variables> = string & DocumentTypeDecoration<Data, Variables>;
