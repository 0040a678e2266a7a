import type { RootLogger } from "../create-logger.ts";

export interface FlushAtEndOptions {
  /** Milliseconds that the end of the process may be delayed. Default 5,000. */
  withinMs?: number | undefined;
  /** Signals at which to flush. Default SIGTERM and SIGINT. */
  signals?: readonly NodeJS.Signals[] | undefined;
  /** Also logs errors that nobody caught, flushes, and then ends the process as Node does. Default false. */
  uncaught?: boolean | undefined;
}

/**
 * Flushes a logger when the process ends: when nothing is left to do, at signals, and at uncaught errors where asked. A signal keeps its
 * effect: the app's own listeners decide, and without any the process ends by that signal once the entries are out. What is left behind
 * by `process.exit` is counted on stderr.
 * @returns undoes it
 */
export function flushAtEnd(
  logger: RootLogger,
  { withinMs = 5000, signals = ["SIGTERM", "SIGINT"], uncaught = false }: FlushAtEndOptions = {},
): () => void {
  const flushIdle = () => {
    if ((logger.status?.waiting ?? 0) > 0 && !gaveUp) void logger.flush(withinMs).then((left) => (gaveUp = left > 0));
  };
  let gaveUp = false;
  const tellLoss = () => {
    const left = logger.status?.waiting ?? 0;
    if (left > 0) process.stderr.write(`plumbline: ${left} log entries were not sent before the process ended.\n`);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    const alone = process.listenerCount(signal) === 1;
    void logger.flush(withinMs).finally(() => {
      if (!alone) return;
      process.off(signal, onSignal);
      process.kill(process.pid, signal);
    });
  };
  const onUncaught = (error: unknown, origin: string) => {
    logger.fatal(`Nobody caught: ${String((error as Error | undefined)?.message ?? error)}`, {
      error,
      "exception.origin": origin,
    });
    if (process.listenerCount("uncaughtException") > 1) return;
    void logger.flush(withinMs).finally(() => {
      console.error(error);
      process.exit(1);
    });
  };
  process.on("beforeExit", flushIdle);
  process.on("exit", tellLoss);
  for (const signal of signals) process.on(signal, onSignal);
  if (uncaught) process.on("uncaughtException", onUncaught);
  return () => {
    process.off("beforeExit", flushIdle);
    process.off("exit", tellLoss);
    for (const signal of signals) process.off(signal, onSignal);
    process.off("uncaughtException", onUncaught);
  };
}
