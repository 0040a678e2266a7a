export type { FlagFile, PortableConfiguration, PortableFlag, PortableSegment, ValueKind } from "./flag-file.ts";
export { type FlagImport, type ImportDifference, ImportFormatError } from "./flag-import.ts";
export { importFlagd } from "./flagd/import-flagd.ts";
export { portableSnapshot } from "./portable-snapshot.ts";
export { readFlagFile } from "./read-flag-file.ts";
export { type ImportUnleashOptions, importUnleash } from "./unleash/import-unleash.ts";
