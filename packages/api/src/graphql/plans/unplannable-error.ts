/** The operation has something that plans do not know: a directive, introspection, another kind than a query. */
export class UnplannableError extends Error {
  override readonly name = "UnplannableError";
}
