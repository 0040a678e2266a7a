import type { JsonValue } from "../../model/json-value.ts";
import type { Rule } from "../../model/rule.ts";
import type { PortableFlag, ValueKind } from "../flag-file.ts";
import { type FlagImport, ImportFormatError, ImportRefusal } from "../flag-import.ts";
import { convertTargeting } from "./convert-targeting.ts";
import { type Logic, resolveReferences } from "./json-logic.ts";

/** https://flagd.dev/reference/flag-definitions/ */
interface FlagdFlag {
  state: "ENABLED" | "DISABLED";
  variants: Readonly<Record<string, JsonValue>>;
  defaultVariant?: string | null;
  targeting?: Logic;
  metadata?: Readonly<Record<string, unknown>>;
}

interface FlagdFile {
  flags: Readonly<Record<string, FlagdFlag>>;
  $evaluators?: Readonly<Record<string, Logic>>;
}

/**
 * A flag definition file of flagd as flags that answer every context alike; what its `fractional` dealt stays dealt.
 * @param options.environment key of the environment that the file is of. Default `production`
 * @throws ImportFormatError when the text is no such file
 */
export function importFlagd(text: string, { environment = "production" }: { environment?: string } = {}): FlagImport {
  const { flags, $evaluators = {} } = parse(text);
  const result: FlagImport = {
    file: { format: "plumbline-flags/1", segments: [], flags: [] },
    differences: [],
    refused: [],
  };
  const all: PortableFlag[] = [];
  for (const [key, flag] of Object.entries(flags)) {
    try {
      all.push(convertFlag(key, flag, $evaluators, environment));
    } catch (error) {
      if (!(error instanceof ImportRefusal)) throw error;
      result.refused.push({ flag: key, reason: error.message });
      continue;
    }
    if (flag.state === "DISABLED")
      result.differences.push({
        flag: key,
        environment,
        message: "flagd answers a disabled flag with the caller's own default; here it is the default variant.",
        changesAnswers: true,
      });
  }
  result.file = { ...result.file, flags: all };
  return result;
}

function parse(text: string): FlagdFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ImportFormatError(`The file is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { flags } = (json ?? {}) as Partial<FlagdFile>;
  if (typeof flags === "object" && flags !== null && !Array.isArray(flags)) return json as FlagdFile;
  throw new ImportFormatError("The file has no object `flags`: it is no flag definition of flagd.");
}

function convertFlag(
  key: string,
  { state, variants, defaultVariant, targeting, metadata = {} }: FlagdFlag,
  evaluators: Readonly<Record<string, Logic>>,
  environment: string,
): PortableFlag {
  if (typeof variants !== "object" || variants === null) throw new ImportRefusal("It has no variants.");
  if (!defaultVariant || !Object.hasOwn(variants, defaultVariant))
    throw new ImportRefusal(
      "It has no default variant: flagd then answers the caller's default, which cannot be said here.",
    );
  const known = { key, variants: new Set(Object.keys(variants)), defaultVariant };
  const empty = targeting === undefined || targeting === null || Object.keys(targeting).length === 0;
  const rules: Rule[] = empty ? [] : convertTargeting(resolveReferences(targeting, evaluators), known);
  const valueKind = kindOf(Object.values(variants));
  return {
    key,
    name: key,
    description: typeof metadata.description === "string" ? metadata.description : "",
    type: valueKind === "boolean" ? "boolean" : "variant",
    valueKind,
    variants: Object.entries(variants).map(([name, value]) => ({ key: name, value })),
    state: "active",
    environments: {
      [environment]: {
        enabled: state === "ENABLED",
        serve: defaultVariant,
        defaultVariant,
        ...(rules.length > 0 && { rules }),
      },
    },
  };
}

function kindOf(values: readonly JsonValue[]): ValueKind {
  const [kind, ...more] = [...new Set(values.map((value) => typeof value))];
  if (more.length > 0) throw new ImportRefusal(`Its variants mix ${[kind, ...more].join(" and ")}.`);
  return kind === "boolean" || kind === "string" || kind === "number" ? kind : "json";
}
