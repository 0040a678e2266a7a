import type { AttributeCondition, Condition } from "../../model/condition.ts";
import type { PortableSegment } from "../flag-file.ts";
import { ImportRefusal } from "../flag-import.ts";
import { type Converted, convertConstraint } from "./convert-constraint.ts";
import type { UnleashConstraint, UnleashSegment } from "./unleash-state.ts";

/** What must hold of a context, with segments; false never does. */
export type Holding = readonly Condition[] | false;

/** The segments that an import makes: Unleash's own, and those that say what one condition cannot. */
export class UnleashSegments {
  readonly #known: ReadonlyMap<number, UnleashSegment>;
  readonly #made = new Map<string, PortableSegment>();

  constructor(known: readonly UnleashSegment[]) {
    this.#known = new Map(known.map((one) => [one.id, one]));
  }

  get all(): PortableSegment[] {
    return [...this.#made.values()];
  }

  /** All of a strategy's constraints and segments. */
  convert(constraints: readonly UnleashConstraint[] = [], segments: readonly number[] = []): Holding {
    const all: Condition[] = [];
    for (const part of [
      ...constraints.map((one) => this.#constraint(one)),
      ...segments.map((id) => this.#segment(id)),
    ]) {
      if (part === false) return false;
      all.push(...part);
    }
    return all;
  }

  #constraint(constraint: UnleashConstraint): Holding {
    const holds = convertConstraint(constraint);
    // An operator that Unleash does not know never holds, inverted or not.
    if (!constraint.inverted || !knownOperators.has(constraint.operator)) return asHolding(holds);
    if (typeof holds === "boolean") return asHolding(!holds);
    const [only, ...more] = holds;
    if (only && more.length === 0) return [{ ...only, negate: !only.negate }];
    const { contextName, operator, value = "" } = constraint;
    return [{ segment: this.#make(`${contextName}-${operator}-${value}`, holds), negate: true }];
  }

  /** A segment that Unleash does not have holds for nobody. */
  #segment(id: number): Holding {
    const segment = this.#known.get(id);
    if (!segment) return false;
    if (!segment.constraints)
      throw new ImportRefusal(
        `The file names the segment "${segment.name ?? id}" and does not say what it holds: Unleash leaves that out of its export. Import the state that clients read (/api/client/features) instead.`,
      );
    const inside = this.convert(segment.constraints);
    if (inside === false || inside.length === 0) return inside;
    // A segment holds no segments.
    if (inside.some((one) => "segment" in one)) return inside;
    return [{ segment: this.#make(segment.name ?? `segment-${id}`, inside as AttributeCondition[]) }];
  }

  #make(name: string, conditions: readonly AttributeCondition[]): string {
    const base =
      name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-+|-+$/g, "")
        .slice(0, 50) || "segment";
    for (let i = 1; ; i += 1) {
      const key = i === 1 ? base : `${base}-${i}`;
      const there = this.#made.get(key);
      if (there && JSON.stringify(there.conditions) !== JSON.stringify(conditions)) continue;
      this.#made.set(key, { key, name, description: "Imported from Unleash.", conditions });
      return key;
    }
  }
}

const knownOperators = new Set(
  [
    "IN NOT_IN STR_ENDS_WITH STR_STARTS_WITH STR_CONTAINS NUM_EQ NUM_GT NUM_GTE NUM_LT NUM_LTE DATE_AFTER DATE_BEFORE",
    "SEMVER_EQ SEMVER_GT SEMVER_LT SEMVER_GTE SEMVER_LTE REGEX IN_CIDR",
  ].flatMap((words) => words.split(" ")),
);

function asHolding(holds: Converted): Holding {
  return holds === true ? [] : holds;
}
