import { joinValues } from "../message/join-values.ts";
import { anyValue, type Token, valueToken } from "../message/token.ts";
import { type BlankedKeys, blankedKeys } from "./blanked-keys.ts";
import { type Lesson, provenByValue, wordsNeeded } from "./lesson.ts";
import { showTemplate, type Template, wordsOf } from "./template.ts";

/** A place of a template, with everything else the same. */
interface Slot {
  /** Templates by what stands there. Emptied once it is known to be a value's. */
  words: Map<string, Template[]>;
  needed: number;
  known: boolean;
}

/** What a lesson makes one of. */
export interface Learned {
  lesson: Lesson;
  tokens: Token[];
  templates: Template[];
}

/** The places of all templates, and which of them are values'. */
export class Slots {
  readonly #slots = new Map<number, Slot>();

  /** Puts values where the places are known to be values'. Null where none is. */
  widen(tokens: readonly Token[], keys: BlankedKeys): Token[] | null {
    for (const [at, { kind }] of tokens.entries()) {
      if (kind === "word" && this.#slots.get(keys.without([at]))?.known) return widened(tokens, [at]);
    }
    return null;
  }

  /** Takes in a template; says what that proves. */
  learn(template: Template): Learned[] {
    const { tokens } = template;
    const keys = blankedKeys(tokens);
    const words = wordsOf(tokens);
    const learned: Learned[] = [];
    for (const [at, token] of tokens.entries()) {
      const needed = neededAt(token, at, words);
      if (needed === Number.POSITIVE_INFINITY) continue;
      const key = keys.without([at]);
      const slot = this.#take(key, token.text, needed, template);
      const because = slot && whyValue(slot, at, words);
      if (!slot || !because) continue;
      const wide = widened(tokens, [at]);
      const lesson = { slot: key, together: false, positions: [at], template: showTemplate(wide), because };
      learned.push({ lesson, tokens: wide, templates: [...slot.words.values()].flat() });
      slot.known = true;
      slot.words.clear();
    }
    return learned;
  }

  /** Takes in a template that was learned from before. */
  restore(template: Template): void {
    const keys = blankedKeys(template.tokens);
    const words = wordsOf(template.tokens);
    for (const [at, token] of template.tokens.entries()) {
      const needed = neededAt(token, at, words);
      if (needed === Number.POSITIVE_INFINITY) continue;
      this.#take(keys.without([at]), token.text, needed, template);
    }
  }

  restoreLesson({ slot }: Lesson): void {
    this.#slots.set(slot, { words: new Map(), needed: 0, known: true });
  }

  forgetLesson(slot: number): void {
    this.#slots.delete(slot);
  }

  /** Null once the place is known to be a value's. */
  #take(key: number, text: string, needed: number, template: Template): Slot | null {
    let slot = this.#slots.get(key);
    if (!slot) {
      slot = { words: new Map(), needed: 0, known: false };
      this.#slots.set(key, slot);
    }
    if (slot.known) return null;
    slot.needed = Math.max(slot.needed, needed);
    const templates = slot.words.get(text) ?? [];
    templates.push(template);
    slot.words.set(text, templates);
    return slot;
  }
}

/** Different words that prove a place; 0 where a value was recognised, Infinity where none can stand. */
function neededAt(token: Token, at: number, words: number): number {
  if (token.kind === "mark" || (token.kind === "value" && words < 1)) return Number.POSITIVE_INFINITY;
  return token.kind === "value" ? 0 : wordsNeeded(token, at, words);
}

/** Puts values at some places. */
export function widened(tokens: readonly Token[], positions: readonly number[]): Token[] {
  const wide = tokens.map((token, at) => (positions.includes(at) ? valueToken("learned", token.spaced) : { ...token }));
  return joinValues(wide);
}

function whyValue({ words, needed }: Slot, at: number, wordsOfTemplate: number): string | null {
  const texts = [...words.keys()].filter((text) => text !== anyValue);
  if (texts.length === 0) return null;
  const shown = texts
    .slice(0, 5)
    .map((text) => `“${text}”`)
    .join(", ");
  if (words.has(anyValue) && provenByValue(wordsOfTemplate))
    return `In place ${at + 1} stood ${shown} where otherwise a recognised value stands; everything else is the same.`;
  if (words.size < Math.max(needed, 2)) return null;
  return `In place ${at + 1} stood ${words.size} different words (${shown}) and everything else is the same.`;
}
