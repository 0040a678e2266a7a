import type { AttributeCondition } from "../../model/condition.ts";
import { placeCondition, presentCondition } from "../place-condition.ts";
import { beyondAscii } from "./beyond-ascii.ts";
import { attributeOf } from "./convert-constraint.ts";
import type { UnleashVariant } from "./unleash-state.ts";

/** Who gets a variant; the first that holds decides. */
export interface Dealt {
  conditions: readonly AttributeCondition[];
  variant: UnleashVariant;
}

export interface Deal {
  /** Empty when no variant has any weight: those let in get none. */
  dealt: readonly Dealt[];
  differences: readonly string[];
}

/** Seed of Unleash's deals: https://github.com/Unleash/unleash-client-node/blob/main/src/strategy/util.ts */
const seed = 86028157;

/** Who gets which variant, of those that were let in. Source: https://docs.getunleash.io/reference/feature-toggle-variants */
export function convertDeal(variants: readonly UnleashVariant[], group: string, stickiness = "default"): Deal {
  const of = variants.reduce((sum, { weight }) => sum + weight, 0);
  const weighty = variants.filter(({ weight }) => weight > 0);
  const [first] = weighty;
  if (of <= 0 || !first) return { dealt: [], differences: [] };
  const dealt: Dealt[] = variants.flatMap((variant) =>
    (variant.overrides ?? []).map(({ contextName, values }) => ({
      variant,
      conditions: [{ attribute: attributeOf(contextName), operator: "in", values }],
    })),
  );
  if (weighty.length === 1) return { dealt: [...dealt, { variant: first, conditions: [] }], differences: [] };

  const attributes =
    stickiness === "default"
      ? ["targetingKey", "sessionId", "remoteAddress"]
      : stickiness === "random"
        ? ["targetingKey", "sessionId"]
        : [attributeOf(stickiness)];
  for (const attribute of attributes) {
    let to = 0;
    weighty.forEach((variant, i) => {
      const from = to;
      to += variant.weight;
      // The last takes all that the others left, so that nobody falls through.
      const place =
        i === weighty.length - 1
          ? presentCondition(attribute)
          : placeCondition(attribute, { from, to, of, seed, prefix: `${group}:` });
      dealt.push({ variant, conditions: [place] });
    });
  }
  dealt.push({ variant: first, conditions: [] });
  const without = attributes.join(", ");
  const random =
    stickiness === "random" ? "Unleash deals the variants anew at every question; here a context keeps its own. " : "";
  const message = `${random}Without ${without} Unleash throws dice for the variant; here such a context gets "${first.name}".`;
  return { dealt, differences: [message, beyondAscii(group)].filter((one) => one !== undefined) };
}
