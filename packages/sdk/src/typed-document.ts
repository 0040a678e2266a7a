import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
import type { DocumentNode } from "graphql";

/**
 * An operation as text that knows the types of its answer and of its variables. Text instead of a parsed tree: it is a third of
 * the size, and it is what “copy as GraphQL” shows.
 */
export type TypedDocument<Data, Variables> = string & DocumentTypeDecoration<Data, Variables>;

/** What the client takes: a generated {@link TypedDocument}, or a `TypedDocumentNode` of your own code generator. */
export type AnyDocument<Data, Variables> = (string | DocumentNode) & DocumentTypeDecoration<Data, Variables>;

/** Variables as the last argument: may be left out when the operation needs none. */
export type VariablesArgument<Variables> =
  Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables];
