interface Found {
  /** The true group of the first line. */
  event: number;
  lines: number;
  pure: boolean;
}

/**
 * Grouping accuracy as in the log parsing literature (Zhu et al., Tools and Benchmarks for Automated Log Parsing, ICSE 2019):
 * a line counts when the lines of its group are exactly the lines of its true group. Groups are numbers, whichever.
 */
export function scoreGrouping(
  groups: readonly number[],
  truth: readonly number[],
): { accuracy: number; groups: number; wrong: Set<number> } {
  const found = new Map<number, Found>();
  const sizes = new Map<number, number>();
  for (const [line, group] of groups.entries()) {
    const event = truth[line] as number;
    sizes.set(event, (sizes.get(event) ?? 0) + 1);
    const known = found.get(group);
    if (known === undefined) found.set(group, { event, lines: 1, pure: true });
    else {
      known.lines += 1;
      known.pure &&= known.event === event;
    }
  }
  const wrong = new Set(sizes.keys());
  let right = 0;
  for (const { event, lines, pure } of found.values()) {
    if (!pure || sizes.get(event) !== lines) continue;
    right += lines;
    wrong.delete(event);
  }
  return { accuracy: truth.length === 0 ? 0 : right / truth.length, groups: found.size, wrong };
}
