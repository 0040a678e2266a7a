import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { ServerContext } from "../server-context.ts";

/** Keeps “Did you mean …” from those who have no credential: it would spell out the schema guess by guess. */
export function useQuietSuggestions(): Plugin<ServerContext> {
  return {
    onValidate() {
      return ({ valid, result, context, setResult }) => {
        if (valid || (context as unknown as ServerContext).actor?.type !== "anonymous") return;
        setResult(
          result.map(({ message, nodes, source, positions }) => {
            return new GraphQLError(message.replace(/ Did you mean .*$/s, ""), { nodes, source, positions });
          }),
        );
      };
    },
  };
}
