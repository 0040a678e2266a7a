import { anyValue, type Token } from "../message/token.ts";
import { type BlankedKeys, blankedKeys } from "./blanked-keys.ts";
import { provenByValue, wordsNeeded } from "./lesson.ts";
import { type Learned, widened } from "./slots.ts";
import { showTemplate, type Template, wordsOf } from "./template.ts";

/** Templates of one profile that are compared; more teach nothing new. */
const mostTemplates = 64;

interface Profile {
  templates: Template[];
  /** Places that are known to be values'. */
  known: ReadonlySet<number>;
}

/**
 * Messages may differ in several places at once, so that no two of them differ in one only. Where all the places that are or may be
 * values' are left blank, those that differ often enough are values'.
 */
export class Profiles {
  readonly #profiles = new Map<number, Profile>();

  widen(tokens: readonly Token[], keys: BlankedKeys): Token[] | null {
    const likely = likelyPlaces(tokens);
    if (likely.length === 0) return null;
    const known = this.#profiles.get(keys.without(openPlaces(tokens)))?.known;
    const positions = known ? likely.filter((at) => known.has(at)) : [];
    return positions.length > 0 ? widened(tokens, positions) : null;
  }

  /** Takes in a template; says what that proves. */
  learn(template: Template): Learned[] {
    const taken = this.#take(template);
    if (!taken) return [];
    const { profile, slot, open } = taken;
    const known = new Set(open.filter((at) => profile.known.has(at) || differsEnough(profile.templates, at)));
    if (known.size <= profile.known.size) return [];
    profile.known = known;
    const positions = [...known];
    const because = `${profile.templates.length} messages differ in ${positions.map((at) => at + 1).join(" and ")} only, where names and values stand.`;
    return profile.templates.flatMap((each) => {
      const places = likelyPlaces(each.tokens).filter((at) => known.has(at));
      if (places.length === 0) return [];
      const wide = widened(each.tokens, places);
      return [
        {
          lesson: { slot, together: true, positions, template: showTemplate(wide), because },
          tokens: wide,
          templates: [each],
        },
      ];
    });
  }

  restore(template: Template): void {
    this.#take(template);
  }

  restoreLesson({ slot, positions }: { slot: number; positions: readonly number[] }): void {
    const profile = this.#profiles.get(slot) ?? { templates: [], known: new Set() };
    profile.known = new Set([...profile.known, ...positions]);
    this.#profiles.set(slot, profile);
  }

  forgetLesson(slot: number): void {
    this.#profiles.delete(slot);
  }

  /** Null for a template that no other one can be compared with. */
  #take(template: Template): { profile: Profile; slot: number; open: number[] } | null {
    const { tokens } = template;
    const open = openPlaces(tokens);
    if (open.length < 2 || wordsOf(tokens) === likelyPlaces(tokens).length) return null;
    const slot = blankedKeys(tokens).without(open);
    const profile = this.#profiles.get(slot) ?? { templates: [], known: new Set() };
    this.#profiles.set(slot, profile);
    if (profile.templates.length >= mostTemplates) return null;
    profile.templates.push(template);
    return { profile, slot, open };
  }
}

/** Places of words that look like values. */
function likelyPlaces(tokens: readonly Token[]): number[] {
  return [...tokens.keys()].filter((at) => isLikely(tokens[at] as Token));
}

/** Places of values, and of words that look like them. */
function openPlaces(tokens: readonly Token[]): number[] {
  return [...tokens.keys()].filter((at) => tokens[at]?.kind === "value" || isLikely(tokens[at] as Token));
}

function isLikely({ kind, role, text }: Token): boolean {
  return kind === "word" && (text.includes("#") || (role !== "plain" && role !== "fixed"));
}

function differsEnough(templates: readonly Template[], at: number): boolean {
  const texts = new Set<string>();
  let needed = 2;
  for (const { tokens } of templates) {
    const token = tokens[at] as Token;
    texts.add(token.text);
    if (token.kind === "word") needed = Math.max(needed, wordsNeeded(token, at, wordsOf(tokens)));
  }
  if (texts.size < 2) return false;
  const sure = templates.some(({ tokens }) => provenByValue(wordsOf(tokens) - likelyPlaces(tokens).length));
  return texts.size >= needed || (sure && texts.has(anyValue));
}
