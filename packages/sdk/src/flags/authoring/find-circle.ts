import type { FlagDefinition } from "../model/flag-definition.ts";
import { mostWalked } from "../steps/prerequisites.ts";

/** Says how a flag's prerequisites lead back to one of them, or through too many flags; null when they do not. */
export function findCircle(flag: FlagDefinition, all: readonly FlagDefinition[]): string | null {
  const others = new Map(all.map((one) => [one?.key, one]));
  let walked = 0;
  const visit = ({ key, prerequisites }: FlagDefinition, before: readonly string[]): string | null => {
    const path = [...before, key];
    if (before.includes(key)) return `They go in a circle: ${path.join(" → ")}.`;
    for (const { flag: next } of prerequisites ?? []) {
      walked += 1;
      if (walked > mostWalked) return `They lead through more than ${mostWalked} flags, at ${path.join(" → ")}.`;
      const found = next === flag.key ? flag : others.get(next);
      const circle = found && visit(found, path);
      if (circle) return circle;
    }
    return null;
  };
  return visit(flag, []);
}
