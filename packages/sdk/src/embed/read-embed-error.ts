import type { ReadError } from "../graphql-answer.ts";
import { RefusalError, type RefusalFacts } from "../refusal-error.ts";

/** A refusal by its code, without a class for each code: those alone are a tenth of what a widget may weigh. */
export const readEmbedError: ReadError = ({ message, extensions }) =>
  new RefusalError({ code: "INTERNAL", ...extensions, message } as RefusalFacts);
