import type { FlagDefinition, Segment, Snapshot } from "@plumbline/sdk/flags";

/** Keys of flags that may answer otherwise after a change: those that changed, and those that ask a segment or a flag that did. */
export function changedFlags(before: Snapshot, after: Snapshot): ReadonlySet<string> {
  const old = new Map(before.flags.map((flag) => [flag.key, flag]));
  const changed = new Set(after.flags.filter((flag) => !same(old.get(flag.key), flag)).map(({ key }) => key));
  const now = new Set(after.flags.map(({ key }) => key));
  for (const { key } of before.flags) if (!now.has(key)) changed.add(key);

  const oldSegments = new Map(before.segments.map((segment) => [segment.key, segment]));
  const segments = new Set(after.segments.filter((one) => !same(oldSegments.get(one.key), one)).map(({ key }) => key));
  for (const flag of after.flags) if (segments.size > 0 && asks(flag, segments)) changed.add(flag.key);
  // A flag may ask one that asks one: as often as there is a link more.
  for (let size = -1; size < changed.size; ) {
    size = changed.size;
    for (const { key, prerequisites } of after.flags)
      if (prerequisites?.some(({ flag }) => changed.has(flag))) changed.add(key);
  }
  return changed;
}

/** The same object after a delta; as JSON when the whole snapshot was read anew. */
function same(a: FlagDefinition | Segment | undefined, b: FlagDefinition | Segment): boolean {
  return a === b || (a !== undefined && JSON.stringify(a) === JSON.stringify(b));
}

function asks({ rules = [] }: FlagDefinition, segments: ReadonlySet<string>): boolean {
  return rules.some(({ conditions }) => conditions.some((one) => "segment" in one && segments.has(one.segment)));
}
