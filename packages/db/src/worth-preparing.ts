/** Statements that a process prepares at most in one period; each costs every connection of the server some ten kilobytes. */
const mostTexts = 300;
/** After this long the choice is made anew, in milliseconds: postgres.js renews its connections about as often. */
const periodMs = 30 * 60_000;
/** A statement with more values spells out a list, and the next list will have another length. */
const mostValues = 16;

/**
 * Tells which statements are worth a plan of their own on the connection: those that come again. Preparing costs a round trip once
 * and saves one, with the planning, each time after.
 */
export function createPreparing(): (text: string, values: readonly unknown[]) => boolean {
  const seen = new Set<string>();
  const chosen = new Set<string>();
  let renewAt = 0;

  return (text, values) => {
    if (performance.now() > renewAt) {
      seen.clear();
      chosen.clear();
      renewAt = performance.now() + periodMs;
    }
    if (chosen.has(text)) return true;
    if (values.length > mostValues || chosen.size >= mostTexts) return false;
    if (seen.delete(text)) {
      chosen.add(text);
      return true;
    }
    if (seen.size >= mostTexts) seen.clear();
    seen.add(text);
    return false;
  };
}
