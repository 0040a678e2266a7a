import type { FlagOutline } from "./generate-flags.ts";

/** Flags of a text, and where they are from. */
export interface ReadOutlines {
  flags: FlagOutline[];
  from: string;
}

/** Flags of a snapshot, of what a file store keeps, or of an exported file. @throws TypeError when the text is none of them */
export function readOutlines(text: string): ReadOutlines {
  const json = JSON.parse(text) as Record<string, unknown> | null;
  const snapshot = (json?.snapshot ?? json) as { flags?: unknown; version?: unknown; environment?: unknown } | null;
  if (!Array.isArray(snapshot?.flags))
    throw new TypeError("The file has no list `flags`: it is neither a snapshot nor an export of Plumbline.");
  const flags = (snapshot.flags as { key: string; variants: unknown }[]).map(({ key, variants }) => ({
    key,
    variants: Array.isArray(variants)
      ? Object.fromEntries((variants as { key: string; value: unknown }[]).map((one) => [one.key, one.value]))
      : variants,
  }));
  const from = snapshot.version === undefined ? "an export" : `version ${snapshot.version} of ${snapshot.environment}`;
  return { flags: flags as FlagOutline[], from };
}
