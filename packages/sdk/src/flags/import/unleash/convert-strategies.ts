import type { Condition } from "../../model/condition.ts";
import type { Rule } from "../../model/rule.ts";
import { convertActivation } from "./convert-activation.ts";
import { convertDeal, type Deal } from "./convert-deal.ts";
import type { UnleashSegments } from "./unleash-segments.ts";
import type { UnleashFeature, UnleashStrategy } from "./unleash-state.ts";
import type { VariantBook } from "./variant-book.ts";

export interface ConvertedStrategies {
  rules: Rule[];
  differences: string[];
}

/** The strategies of a feature as rules: the first whose conditions hold decides, as in Unleash. */
export function convertStrategies(
  feature: UnleashFeature,
  segments: UnleashSegments,
  book: VariantBook,
): ConvertedStrategies {
  const all: readonly UnleashStrategy[] = feature.strategies?.length ? feature.strategies : [{ name: "default" }];
  const rules: Rule[] = [];
  const differences: string[] = [];
  all.forEach((strategy, i) => {
    const base = segments.convert(strategy.constraints, strategy.segments);
    const { ways, differences: found } = convertActivation(strategy);
    if (base === false || ways.length === 0) {
      differences.push(...found);
      return;
    }
    const deal = dealOf(feature, strategy);
    differences.push(...found, ...deal.differences);
    const dealt = deal.dealt.length > 0 ? deal.dealt : [{ conditions: [], variant: null }];
    for (const way of ways) {
      for (const { conditions, variant } of dealt) {
        if (way.some((one) => conditions.some((other) => exclude(one, other)))) continue;
        const id = `unleash-${i + 1}-${rules.length + 1}`;
        const name = variant ? `${strategy.name}: ${variant.name}` : strategy.name;
        rules.push({ id, name, conditions: distinct([...base, ...way, ...conditions]), serve: book.keyOf(variant) });
      }
    }
  });
  return { rules: untilDecided(rules), differences: [...new Set(differences)] };
}

/** A strategy's own variants stand before the feature's, unless none of them has any weight. */
function dealOf(feature: UnleashFeature, { variants, parameters = {} }: UnleashStrategy): Deal {
  const [first] = variants ?? [];
  if (variants && first) {
    const stickiness = first.stickiness || String(parameters.stickiness || "default");
    const own = convertDeal(variants, String(parameters.groupId), stickiness);
    if (own.dealt.length > 0) return own;
  }
  const [general] = feature.variants ?? [];
  return convertDeal(feature.variants ?? [], feature.name, general?.stickiness || "default");
}

/** Whether one is what the other denies: whoever lacks an attribute is not dealt anything by it. */
function exclude(one: Condition, other: Condition): boolean {
  const absent = "attribute" in one && one.operator === "hashed" && one.negate;
  return Boolean(absent && "attribute" in other && other.operator === "hashed" && other.attribute === one.attribute);
}

function distinct(conditions: readonly Condition[]): Condition[] {
  return [...new Map(conditions.map((one) => [JSON.stringify(one), one])).values()];
}

/** What stands behind a rule for everybody is never reached. */
function untilDecided(rules: readonly Rule[]): Rule[] {
  const end = rules.findIndex(({ conditions }) => conditions.length === 0);
  return end < 0 ? [...rules] : rules.slice(0, end + 1);
}
