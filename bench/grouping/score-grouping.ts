/**
 * Grouping accuracy as in the log parsing literature (Zhu et al., Tools and Benchmarks for Automated Log Parsing, ICSE 2019):
 * a line counts when the lines of its group are exactly the lines of its true group.
 */
export function scoreGrouping(
  groups: readonly string[],
  truth: readonly string[],
): { accuracy: number; wrong: Set<string> } {
  const predicted = Map.groupBy(groups.keys(), (line) => groups[line] as string);
  const wrong = new Set(truth);
  let right = 0;
  const sizes = new Map<string, number>();
  for (const event of truth) sizes.set(event, (sizes.get(event) ?? 0) + 1);
  for (const lines of predicted.values()) {
    const events = new Set(lines.map((line) => truth[line] as string));
    const [event] = events;
    if (events.size === 1 && event !== undefined && sizes.get(event) === lines.length) {
      right += lines.length;
      wrong.delete(event);
    }
  }
  return { accuracy: truth.length === 0 ? 0 : right / truth.length, wrong };
}
