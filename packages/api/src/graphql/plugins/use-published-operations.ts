import type { Plugin } from "graphql-yoga";
import type { Log } from "../../log.ts";
import type { Context } from "../../service/context.ts";
import { resolveOperation } from "../allowed-operations.ts";
import { presentError } from "../present-error.ts";
import type { ServerContext } from "../server-context.ts";

/** Turns a published operation's hash into its document, and keeps credentials that lie in the open to those. */
export function usePublishedOperations(log: Log): Plugin<Context & ServerContext> {
  return {
    onParams({ params, setParams, setResult, context }) {
      const { actor, requestId } = context as unknown as ServerContext;
      const hash = (params.extensions?.persistedQuery as { sha256Hash?: string } | undefined)?.sha256Hash;
      try {
        const query = resolveOperation(actor, params.query, hash);
        if (query !== params.query) setParams({ ...params, query });
      } catch (error) {
        setResult({ errors: [presentError(error, requestId, log)] });
      }
    },
  };
}
