import type { App } from "../../app.ts";
import type { Context } from "../../service/context.ts";
import { presentError } from "../present-error.ts";

/** Errors of execution are presented here, where the request's id is known; Yoga's own masking sees the rest. */
export function useRequestErrors(app: App) {
  return {
    onExecute({ args }: { args: { contextValue: Context } }) {
      return {
        onExecuteDone({
          result,
          setResult,
        }: {
          result: { errors?: readonly unknown[] };
          setResult(result: unknown): void;
        }) {
          if (!result.errors?.length) return;
          const errors = result.errors.map((error) => presentError(error, args.contextValue.requestId, app.log));
          setResult({ ...result, errors });
        },
      };
    },
  };
}
