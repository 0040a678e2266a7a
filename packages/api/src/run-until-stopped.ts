/** What a start gets to work with. */
export interface Startup {
  /** Announces a step, and ends the start here when somebody asked to stop meanwhile. */
  step(text: string): void;
  /** Remembers how to close what was just opened. The last opened is closed first. */
  closeLater(close: () => Promise<void>): void;
}

/** Thrown by a step after Ctrl-C. Never shown. */
class StopRequest extends Error {}

/** One Ctrl-C arrives up to three times: from the terminal, through npm and through run.mjs. */
const sameKeyPress = 400;

/** Longer than any request or job is given to finish. */
const patience = 20_000;

/**
 * Runs a start and keeps its process until SIGINT, SIGTERM or the end of the process that started it, then closes everything in
 * reverse order. A second Ctrl-C ends the process at once. A start that fails closes what it had opened and exits with 1.
 */
export async function runUntilStopped(
  startUp: (startup: Startup) => Promise<void>,
  explain: (error: unknown) => string,
): Promise<void> {
  const opened: (() => Promise<void>)[] = [];
  let askedAt: number | undefined;
  const closeAll = async (exitCode: number): Promise<never> => {
    setTimeout(() => process.exit(1), patience).unref();
    try {
      for (const close of opened.reverse()) await close();
    } catch (error) {
      process.stderr.write(`\n${explain(error)}\n`);
      process.exit(1);
    }
    process.exit(exitCode);
  };

  const started = startUp({
    step(text) {
      if (askedAt !== undefined) throw new StopRequest();
      process.stderr.write(`${text} …\n`);
    },
    closeLater: (close) => opened.push(close),
  });
  const stop = () => {
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > sameKeyPress) process.exit(130);
      return;
    }
    askedAt = performance.now();
    process.stderr.write("\nStopping …\n");
    // What is half open can only be closed once it is open.
    started.then(
      () => closeAll(0),
      () => {},
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  try {
    await started;
  } catch (error) {
    if (!(error instanceof StopRequest)) process.stderr.write(`\n${explain(error)}\n`);
    await closeAll(error instanceof StopRequest ? 0 : 1);
  }
}
