import { AsyncLocalStorage } from "node:async_hooks";
import type { LogContext } from "../log-context.ts";

const storage = new AsyncLocalStorage<LogContext>();

/** Runs work so that every entry made in it, however deep and however late, carries this context and that around it. */
export function withLogContext<Result>(context: LogContext, work: () => Result): Result {
  return storage.run({ ...storage.getStore(), ...context }, work);
}

/**
 * Adds to the context of the work at hand, from here on and for all that shares it: an authentication step names the tenant once.
 * @returns false when there is none: not inside {@link withLogContext} or a request's middleware
 */
export function addLogContext(context: LogContext): boolean {
  const store = storage.getStore();
  if (store) Object.assign(store, context);
  return store !== undefined;
}

/** The context of the work at hand. */
export function currentLogContext(): LogContext | undefined {
  return storage.getStore();
}
