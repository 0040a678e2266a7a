import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AttributeCondition, FlagDefinition, FlagValue, Snapshot } from "../../flags/index.ts";
import { onFlag } from "../../flags/testing/start-twin.ts";

interface SpecificationFlag {
  disabled?: boolean;
  variants: Record<string, FlagValue>;
  defaultVariant?: string | null;
  /** One of two expressions in CEL. */
  contextEvaluator?: string;
}

const is = (attribute: string, value: string | number | boolean): AttributeCondition => ({
  attribute,
  operator: "equals",
  values: [value],
});
const ballmer = is("email", "ballmer@macrosoft.com");
const conditionsOf: Record<string, [variant: string, conditions: AttributeCondition[]]> = {
  "email == 'ballmer@macrosoft.com' ? 'zero' : ''": ["zero", [ballmer]],
  "!customer && email == 'ballmer@macrosoft.com' && age > 10 ? 'internal' : ''": [
    "internal",
    [{ ...is("customer", true), negate: true }, ballmer, { attribute: "age", operator: "gt", values: [10] }],
  ],
};

/** What the scenarios expect of a flag that is switched off. Here it is a variant of the flag, there it is the caller's own default. */
const whileDisabled: Record<string, FlagValue> = {
  "boolean-disabled-flag": false,
  "string-disabled-flag": "bye",
  "integer-disabled-flag": 1,
  "float-disabled-flag": 0.1,
  "object-disabled-flag": { a: 1 },
};

/** Of the first suite, whose data are in its users' code: https://github.com/open-feature/js-sdk/blob/main/packages/server/e2e/step-definitions/flags-config.ts */
const contextAware: FlagDefinition = {
  ...onFlag,
  key: "context-aware",
  type: "variant",
  variants: { internal: "INTERNAL", external: "EXTERNAL" },
  serve: "external",
  defaultVariant: "external",
  rules: [
    {
      id: "internal",
      conditions: [is("fn", "Sulisław"), is("ln", "Świętopełk"), is("age", 29), is("customer", false)],
      serve: "internal",
    },
  ],
};

/** The flags that the specification's scenarios are written for, as a snapshot of ours. */
export function specificationFlags(): Snapshot {
  const text = readFileSync(join(import.meta.dirname, "fixtures/gherkin/test-flags.json"), "utf8");
  // Flags without a default variant cannot be made here: `defaultVariant` is required.
  const sound = Object.entries(JSON.parse(text) as Record<string, SpecificationFlag>).filter(
    ([, flag]) => flag.defaultVariant,
  );
  const flags = [...sound.map(([key, flag]) => definitionOf(key, flag)), contextAware];
  return { version: 1, environment: "production", flags, segments: [] };
}

function definitionOf(key: string, flag: SpecificationFlag): FlagDefinition {
  const serve = flag.defaultVariant ?? "";
  const off = whileDisabled[key];
  const rule = flag.contextEvaluator === undefined ? undefined : conditionsOf[flag.contextEvaluator];
  if (flag.contextEvaluator && !rule) throw new TypeError(`Nobody has translated ${flag.contextEvaluator}`);
  return {
    ...onFlag,
    key,
    type: "variant",
    enabled: !flag.disabled,
    variants: off === undefined ? flag.variants : { ...flag.variants, disabled: off },
    serve,
    defaultVariant: off === undefined ? serve : "disabled",
    ...(rule && { rules: [{ id: "targeted", conditions: rule[1], serve: rule[0] }] }),
  };
}
