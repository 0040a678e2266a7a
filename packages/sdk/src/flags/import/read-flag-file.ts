import type { FlagFile } from "./flag-file.ts";
import { ImportFormatError } from "./flag-import.ts";

/**
 * Our own file. Only its shape is looked at; whether each flag can be evaluated is said by `findProblems`.
 * @throws ImportFormatError naming the first place that is not as it should be
 */
export function readFlagFile(text: string): FlagFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ImportFormatError(`The file is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const file = record(json, "The file");
  if (file.format !== "plumbline-flags/1")
    throw new ImportFormatError(`\`format\` is ${JSON.stringify(file.format)}; this reads "plumbline-flags/1".`);
  for (const [i, segment] of list(file.segments, "segments").entries()) {
    const one = record(segment, `segments[${i}]`);
    isText(one.key, `segments[${i}].key`);
    list(one.conditions, `segments[${i}].conditions`);
  }
  for (const [i, flag] of list(file.flags, "flags").entries()) checkFlag(record(flag, `flags[${i}]`), `flags[${i}]`);
  return file as unknown as FlagFile;
}

function checkFlag(flag: Record<string, unknown>, path: string): void {
  for (const part of ["key", "name", "type", "valueKind", "state"]) isText(flag[part], `${path}.${part}`);
  for (const [i, variant] of list(flag.variants, `${path}.variants`).entries())
    isText(record(variant, `${path}.variants[${i}]`).key, `${path}.variants[${i}].key`);
  for (const [environment, configuration] of Object.entries(record(flag.environments, `${path}.environments`))) {
    const here = `${path}.environments.${environment}`;
    const { enabled, defaultVariant } = record(configuration, here);
    if (typeof enabled !== "boolean") throw new ImportFormatError(`${here}.enabled is no boolean.`);
    isText(defaultVariant, `${here}.defaultVariant`);
  }
}

function record(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new ImportFormatError(`${path} is no object.`);
}

function list(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new ImportFormatError(`${path} is no list.`);
}

function isText(value: unknown, path: string): void {
  if (typeof value !== "string") throw new ImportFormatError(`${path} is no text.`);
}
