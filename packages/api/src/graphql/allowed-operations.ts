import type { Actor } from "../service/actor.ts";
import { ForbiddenError } from "../service/errors.ts";
import { allowedOperations } from "./allowed-operations.gen.ts";

/**
 * The document behind a hash that the published widgets and browser SDKs send instead of text. Embed and publishable
 * credentials lie open in a page's source, so they may run nothing but these.
 * @throws ForbiddenError when such a credential asks for anything else
 */
export function resolveOperation(
  actor: Actor,
  query: string | undefined,
  hash: string | undefined,
): string | undefined {
  const known = hash !== undefined && Object.hasOwn(allowedOperations, hash) ? allowedOperations[hash] : undefined;
  if (known) return known;
  const limited = actor.type === "embed" || (actor.type === "api_key" && actor.kind === "publishable");
  if (limited || (hash && !query)) {
    throw new ForbiddenError(
      "operation",
      limited
        ? "This credential lies in the open, so it runs only the operations that the widgets and browser SDKs were published with."
        : "No published operation has this hash.",
      "Use the published package of the same version as the server, or a secret API key from your backend.",
    );
  }
  return query;
}
