import type { AttributeCondition } from "../../model/condition.ts";
import type { Rule } from "../../model/rule.ts";
import { ImportRefusal } from "../flag-import.ts";
import { placeCondition } from "../place-condition.ts";
import { convertTest } from "./convert-test.ts";
import { attributeRead, type Logic, operationOf } from "./json-logic.ts";

type Base = readonly AttributeCondition[];

/** What rules are made with. */
interface Target {
  key: string;
  variants: ReadonlySet<string>;
  defaultVariant: string;
  rules: Rule[];
}

/** flagd's targeting as rules, the first that fits decides; whoever fits none gets the default variant. @throws ImportRefusal */
export function convertTargeting(logic: Logic, flag: Omit<Target, "rules">): Rule[] {
  const target: Target = { ...flag, rules: [] };
  decide(logic, [], target);
  return target.rules;
}

function decide(logic: Logic, base: Base, target: Target): void {
  if (typeof logic !== "object" || logic === null) {
    add(variantOf(logic, target), base, target);
    return;
  }
  const { operator, args } = operationOf(logic);
  if (operator === "if") branch(args, base, target);
  else if (operator === "fractional") deal(args, base, target);
  else throw new ImportRefusal(`The operation "${operator}" as the end of a targeting is not known here.`);
}

function branch(args: readonly Logic[], base: Base, target: Target): void {
  let i = 0;
  for (; i + 1 < args.length; i += 2) {
    for (const all of convertTest(args[i] ?? false)) decide(args[i + 1] ?? null, [...base, ...all], target);
  }
  decide(args[i] ?? null, base, target);
}

/** Source: https://flagd.dev/reference/custom-operations/fractional-operation/ — murmur3-32, scaled to the sum of the weights. */
function deal(args: readonly Logic[], base: Base, target: Target): void {
  const [first, ...others] = args;
  const own = first !== undefined && !Array.isArray(first);
  const { attribute, prefix } = own ? dealtBy(first, target) : { attribute: "targetingKey", prefix: target.key };
  const parts = (own ? others : args).map((part): { variant: string; weight: number } => {
    const [variant, weight = 1] = Array.isArray(part) ? (part as readonly Logic[]) : [];
    if (typeof variant === "object" && variant !== null)
      throw new ImportRefusal("A part of its fractional is an operation.");
    return { variant: variantOf(variant ?? null, target), weight: Math.max(0, Number(weight)) };
  });
  const of = parts.reduce((sum, { weight }) => sum + weight, 0);
  let from = 0;
  for (const { variant, weight } of parts) {
    if (weight > 0)
      add(variant, [...base, placeCondition(attribute, { from, to: from + weight, of, by: "*", prefix })], target);
    from += weight;
  }
  add(target.defaultVariant, base, target);
}

/** What is hashed: an attribute, behind a fixed text. */
function dealtBy(logic: Logic, { key }: Target): { attribute: string; prefix: string } {
  const direct = attributeRead(logic);
  if (direct !== null) return { attribute: direct, prefix: "" };
  const { operator, args } = operationOf(logic);
  const attribute = attributeRead(args.at(-1));
  const before = args.slice(0, -1).map((part) => (attributeRead(part) === "$flagd.flagKey" ? key : part));
  if (
    operator !== "cat" ||
    attribute === null ||
    attribute.startsWith("$flagd") ||
    before.some((part) => typeof part !== "string")
  )
    throw new ImportRefusal(`It deals by ${JSON.stringify(logic)}, which is not known here.`);
  return { attribute, prefix: before.join("") };
}

function variantOf(value: string | number | boolean | null, { variants, defaultVariant }: Target): string {
  if (value === null) return defaultVariant;
  if (!variants.has(`${value}`)) throw new ImportRefusal(`It has no variant "${value}".`);
  return `${value}`;
}

function add(serve: string, conditions: Base, { rules }: Target): void {
  rules.push({ id: `flagd-${rules.length + 1}`, conditions, serve });
}
