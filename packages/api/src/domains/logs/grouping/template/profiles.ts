import type { Token } from "../message/token.ts";
import { type BlankedKeys, blankedKeys } from "./blanked-keys.ts";
import { wordsNeeded } from "./lesson.ts";
import { type Learned, widened } from "./slots.ts";
import { showTemplate, type Template } from "./template.ts";

/** Templates of one profile that are compared; more teach nothing new. */
const mostTemplates = 64;

interface Profile {
  templates: Template[];
  /** Indexes into the likely places that are known to be values'. */
  known: ReadonlySet<number>;
}

/**
 * Messages may differ in several places at once, so that no two of them differ in one only. Where all the likely places of a
 * template are left blank, those that differ often enough are values'.
 */
export class Profiles {
  readonly #profiles = new Map<number, Profile>();

  widen(tokens: readonly Token[], keys: BlankedKeys): Token[] | null {
    const likely = likelyPlaces(tokens);
    const profile = likely.length > 1 ? this.#profiles.get(keys.without(likely)) : undefined;
    if (!profile || profile.known.size === 0) return null;
    return widened(
      tokens,
      likely.filter((_, i) => profile.known.has(i)),
    );
  }

  /** Takes in a template; says what that proves. */
  learn(template: Template): Learned[] {
    const { tokens } = template;
    const likely = likelyPlaces(tokens);
    const words = tokens.filter(({ kind }) => kind === "word").length;
    if (likely.length < 2 || words === likely.length) return [];
    const slot = blankedKeys(tokens).without(likely);
    const profile = this.#profiles.get(slot) ?? { templates: [], known: new Set() };
    this.#profiles.set(slot, profile);
    if (profile.templates.length >= mostTemplates) return [];
    profile.templates.push(template);
    const known = new Set(likely.keys().filter((i) => differsEnough(profile.templates, likely[i] as number)));
    if (known.size <= profile.known.size) return [];
    profile.known = known;
    const positions = likely.filter((_, i) => known.has(i));
    return profile.templates.map((each) => {
      const wide = widened(each.tokens, positions);
      const because = `${profile.templates.length} messages differ in ${positions.map((at) => at + 1).join(" and ")} only, where names and values stand.`;
      return {
        lesson: { slot, together: true, positions: [...known], template: showTemplate(wide), because },
        tokens: wide,
        templates: [each],
      };
    });
  }

  restore(template: Template): void {
    const likely = likelyPlaces(template.tokens);
    const words = template.tokens.filter(({ kind }) => kind === "word").length;
    if (likely.length < 2 || words === likely.length) return;
    const slot = blankedKeys(template.tokens).without(likely);
    const profile = this.#profiles.get(slot) ?? { templates: [], known: new Set() };
    if (profile.templates.length < mostTemplates) profile.templates.push(template);
    this.#profiles.set(slot, profile);
  }

  restoreLesson({ slot, positions }: { slot: number; positions: readonly number[] }): void {
    const profile = this.#profiles.get(slot) ?? { templates: [], known: new Set() };
    profile.known = new Set([...profile.known, ...positions]);
    this.#profiles.set(slot, profile);
  }

  forgetLesson(slot: number): void {
    this.#profiles.delete(slot);
  }
}

function likelyPlaces(tokens: readonly Token[]): number[] {
  return [...tokens.keys()].filter((at) => {
    const { kind, role, text } = tokens[at] as Token;
    if (kind !== "word") return false;
    return text.includes("#") || (role !== "plain" && role !== "fixed");
  });
}

function differsEnough(templates: readonly Template[], at: number): boolean {
  const needed = Math.max(...templates.map(({ tokens }) => wordsNeeded(tokens[at] as Token, at)));
  return new Set(templates.map(({ tokens }) => tokens[at]?.text)).size >= needed;
}
