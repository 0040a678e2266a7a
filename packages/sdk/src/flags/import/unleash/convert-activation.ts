import type { Condition } from "../../model/condition.ts";
import { placeCondition, presentCondition } from "../place-condition.ts";
import { beyondAscii } from "./beyond-ascii.ts";
import { attributeOf } from "./convert-constraint.ts";
import type { UnleashStrategy } from "./unleash-state.ts";

/** Ways to be let in by a strategy, in the order in which they are tried; none lets nobody in. */
export interface Activation {
  ways: readonly (readonly Condition[])[];
  /** What is not as in Unleash, in words. */
  differences: readonly string[];
}

const nobody: Activation = { ways: [], differences: [] };
const everybody: Activation = { ways: [[]], differences: [] };

/** Whom a strategy lets in, apart from its constraints. Source: https://docs.getunleash.io/reference/activation-strategies */
export function convertActivation({ name, parameters = {} }: UnleashStrategy): Activation {
  const text = (key: string) => String(parameters[key] ?? "");
  const group = text("groupId");
  switch (name) {
    case "default":
      return everybody;
    case "userWithId":
      return listed("targetingKey", text("userIds"));
    case "remoteAddress":
      return addresses(text("IPs"));
    case "applicationHostname":
      return {
        ...listed("hostname", text("hostNames").toLowerCase()),
        differences: [
          "Unleash compares the host's own name; here it is compared with the context's attribute `hostname`, in small letters.",
        ],
      };
    case "gradualRolloutUserId":
      return share(Number(parameters.percentage), ["targetingKey"], group, "");
    case "gradualRolloutSessionId":
      return share(Number(parameters.percentage), ["sessionId"], group, "");
    case "gradualRolloutRandom":
      return Number(parameters.percentage) >= 100
        ? everybody
        : share(Number(parameters.percentage), ["targetingKey", "sessionId"], group, "random");
    case "flexibleRollout":
      return flexible(Number(parameters.rollout), text("stickiness") || "default", group);
    default:
      return {
        ways: [],
        differences: [
          `The strategy "${name}" is code of your own that the file does not hold. It lets nobody in here.`,
        ],
      };
  }
}

function flexible(rollout: number, stickiness: string, group: string): Activation {
  if (stickiness === "default" || stickiness === "random")
    return rollout >= 100 ? everybody : share(rollout, ["targetingKey", "sessionId"], group, stickiness);
  return share(rollout, [attributeOf(stickiness)], group, "");
}

/** Unleash's place of a context is 1 to 100: murmur3 of `group:value`, modulo 100, plus 1. */
function share(rollout: number, attributes: readonly string[], group: string, otherwise: string): Activation {
  const to = Math.min(100, Math.floor(rollout));
  if (!(to > 0)) return nobody;
  const ways = attributes.map((attribute, i) => [
    ...attributes.slice(0, i).map((before) => ({ ...presentCondition(before), negate: true })),
    to === 100 ? presentCondition(attribute) : placeCondition(attribute, { from: 0, to, of: 100, prefix: `${group}:` }),
  ]);
  const words: Readonly<Record<string, string>> = {
    default: `Without targetingKey, sessionId Unleash throws dice at every question (${rollout} %); here such a context is outside.`,
    random: `Unleash throws dice at every question (${rollout} %); here the same user always gets the same answer, and without targetingKey and sessionId nobody is let in.`,
  };
  return { ways, differences: [words[otherwise], beyondAscii(group)].filter((one) => one !== undefined) };
}

function listed(attribute: string, list: string): Activation {
  const values = list.split(/\s*,\s*/).filter(Boolean);
  return values.length > 0 ? { ways: [[{ attribute, operator: "in", values }]], differences: [] } : nobody;
}

function addresses(list: string): Activation {
  const ranges = list.split(/\s*,\s*/).filter(Boolean);
  // Anything may stand in the list and be compared as text; what reads as a network of IPv4 is one.
  const networks = ranges.filter(
    (one) =>
      /^\d{1,3}(\.\d{1,3}){3}(\/([12]?\d|3[0-2]))?$/.test(one) && !/\b0\d|\b(2[6-9]|25[6-9]|[3-9]\d)\d/.test(one),
  );
  const ways: Condition[][] = [];
  if (networks.length > 0) ways.push([{ attribute: "remoteAddress", operator: "cidr", values: networks }]);
  if (networks.length < ranges.length) ways.push([{ attribute: "remoteAddress", operator: "in", values: ranges }]);
  return { ways, differences: [] };
}
