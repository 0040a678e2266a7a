import { readNetwork } from "../../conditions/cidr.ts";
import { readVersion } from "../../conditions/semver.ts";
import type { AttributeCondition, Operator } from "../../model/condition.ts";
import { escapePattern, foldCase } from "../fold-case.ts";
import { convertPattern } from "./convert-pattern.ts";
import type { UnleashConstraint } from "./unleash-state.ts";

/** What must hold: conditions, all of them; true always does, false never. */
export type Converted = readonly AttributeCondition[] | boolean;

/** Unleash's names of what OpenFeature calls otherwise. */
export function attributeOf(contextName: string): string {
  return contextName === "userId" ? "targetingKey" : contextName;
}

/**
 * A constraint as conditions that hold for the same contexts, before it is inverted.
 * Source: https://github.com/Unleash/unleash-client-node/blob/main/src/strategy/strategy.ts
 * @throws ImportRefusal for what cannot be said here
 */
export function convertConstraint(constraint: UnleashConstraint): Converted {
  const attribute = attributeOf(constraint.contextName);
  const values = (constraint.values ?? []).filter(Boolean).map((value) => value.trim());
  const value = String(constraint.value ?? "");
  const { operator } = constraint;
  switch (operator) {
    case "IN":
      return values.length > 0 ? [{ attribute, operator: "in", values }] : false;
    case "NOT_IN":
      return values.length > 0 ? [{ attribute, operator: "in", values, negate: true }] : true;
    case "STR_STARTS_WITH":
    case "STR_ENDS_WITH":
    case "STR_CONTAINS":
      return texts(attribute, operator, values, constraint.caseInsensitive ?? false);
    case "REGEX": {
      const pattern = convertPattern(value, constraint.caseInsensitive);
      return pattern !== null && [{ attribute, operator: "regex", values: [pattern] }];
    }
    case "IN_CIDR": {
      const networks = values.filter((one) => readNetwork(one) !== undefined);
      return networks.length > 0 && [{ attribute, operator: "cidr", values: networks }];
    }
    case "DATE_AFTER":
    case "DATE_BEFORE":
      return date(operator, value);
    default:
      return numberOrVersion(attribute, operator, value);
  }
}

function texts(attribute: string, operator: string, values: readonly string[], folded: boolean): Converted {
  if (values.length === 0) return false;
  if (folded) {
    const around = { STR_STARTS_WITH: ["^", ""], STR_ENDS_WITH: ["", "$"] }[operator] ?? ["", ""];
    const patterns = values.map((value) => `${around[0]}${foldCase(escapePattern(value))}${around[1]}`);
    return [{ attribute, operator: "regex", values: patterns }];
  }
  const names = { STR_STARTS_WITH: "startsWith", STR_ENDS_WITH: "endsWith" } as const;
  return [{ attribute, operator: names[operator as keyof typeof names] ?? "contains", values }];
}

/** Unleash compares the time of the evaluation, whatever the constraint names. */
function date(operator: string, value: string): Converted {
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) return false;
  const ours = operator === "DATE_AFTER" ? "after" : "before";
  return [{ attribute: "currentTime", operator: ours, values: [time.toISOString()] }];
}

function numberOrVersion(attribute: string, operator: string, value: string): Converted {
  const [kind, comparison = ""] = operator.split("_");
  const ours = ({ GT: "gt", GTE: "gte", LT: "lt", LTE: "lte" } as const)[comparison as "GT"];
  if (kind === "NUM" && (ours || comparison === "EQ")) {
    const number = Number(value);
    if (Number.isNaN(number)) return false;
    const one = (name: Operator): AttributeCondition => ({ attribute, operator: name, values: [number] });
    // Text says `12` and `12.0`; as numbers they are the same.
    return ours ? [one(ours)] : [one("gte"), one("lte")];
  }
  const sign = ({ EQ: "=", GT: ">", GTE: ">=", LT: "<", LTE: "<=" } as const)[comparison as "EQ"];
  if (kind === "SEMVER" && sign) {
    if ((readVersion(value)?.[0].length ?? 0) < 3) return false;
    const whole: AttributeCondition = { attribute, operator: "regex", values: ["^\\d+\\.\\d+\\.\\d"] };
    // Here `v1.2` is a version as well; in Unleash it is none.
    return [{ attribute, operator: "semver", values: [`${sign}${value.replace(/^[v=]+/, "")}`] }, whole];
  }
  return false;
}
