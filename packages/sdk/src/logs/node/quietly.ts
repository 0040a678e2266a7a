/** Asks the app; its failure must not break what it was asked for. */
export function quietly<Result>(ask: () => Result): Result | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
