import { type Token, valueToken } from "../message/token.ts";
import { blankedKeys } from "./blanked-keys.ts";
import type { Learned } from "./slots.ts";
import { contextSign, keyOf, showTemplate, type Template } from "./template.ts";

/** Different messages that prove that words alone tell what is the same, by how many words those are. Fewer words never do. */
const messagesNeeded: readonly number[] = [Infinity, Infinity, Infinity, 5, 4];

/** Templates of one skeleton that are compared; more teach nothing new. */
const mostTemplates = 64;

interface Skeleton {
  /** Emptied once it is known. */
  templates: Template[];
  shapes: Set<string>;
  known: boolean;
}

/**
 * Messages may differ in how many names, numbers and signs they hold: a list, an object, a part that is sometimes absent. Where all
 * their plain words are the same in the same order, they are one once enough of them were seen.
 */
export class Skeletons {
  readonly #skeletons = new Map<number, Skeleton>();

  /** The words of a message alone, where they are known to tell what is the same. Null where not, or where nothing else is there. */
  widen(tokens: readonly Token[]): Token[] | null {
    const bare = bareWords(tokens);
    if (!this.#skeletons.get(slotOf(bare))?.known) return null;
    return keyOf(bare) === keyOf(tokens) ? null : bare;
  }

  /** Takes in a template; says what that proves. */
  learn(template: Template): Learned[] {
    const bare = bareWords(template.tokens);
    const skeleton = this.#take(bare, template);
    if (!skeleton || skeleton.templates.length < neededFor(bare)) return [];
    if (skeleton.shapes.size < 2) return [];
    const { templates } = skeleton;
    skeleton.known = true;
    skeleton.templates = [];
    const because = `${templates.length} messages have the same words in the same order; they differ in names, values and signs only.`;
    const lesson = { slot: slotOf(bare), together: true, positions: [], template: showTemplate(bare), because };
    return [{ lesson, tokens: bare, templates }];
  }

  restore(template: Template): void {
    this.#take(bareWords(template.tokens), template);
  }

  restoreLesson(slot: number): void {
    this.#skeletons.set(slot, { templates: [], shapes: new Set(), known: true });
  }

  forgetLesson(slot: number): void {
    this.#skeletons.delete(slot);
  }

  /** Null where there is nothing to learn any more, or never. */
  #take(bare: readonly Token[], template: Template): Skeleton | null {
    if (neededFor(bare) === Number.POSITIVE_INFINITY) return null;
    const slot = slotOf(bare);
    const skeleton = this.#skeletons.get(slot) ?? { templates: [], shapes: new Set(), known: false };
    if (skeleton.known || skeleton.templates.length >= mostTemplates) return null;
    skeleton.templates.push(template);
    skeleton.shapes.add(shapeOf(template.tokens));
    this.#skeletons.set(slot, skeleton);
    return skeleton;
  }
}

function slotOf(bare: readonly Token[]): number {
  return blankedKeys(bare).without([]);
}

function neededFor(bare: readonly Token[]): number {
  const words = bare.filter(({ kind }) => kind === "word").length;
  return messagesNeeded[Math.min(words, messagesNeeded.length - 1)] as number;
}

/** Plain words, keys and labels in their order, with one value for whatever names and values stand between two of them. */
function bareWords(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    const { kind, text, role } = token;
    if (kind === "mark") {
      if (text.startsWith(contextSign)) out.push(token);
    } else if (kind === "word" && (role === "plain" || role === "fixed") && !text.includes("#")) {
      out.push({ ...token, spaced: true });
    } else if (out.at(-1)?.kind !== "value") out.push(valueToken("learned", true));
  }
  return out;
}

/** What is a word, a value, a sign: messages of one shape are told apart place by place, by what stands there. */
function shapeOf(tokens: readonly Token[]): string {
  return tokens.map(({ kind, text }) => (kind === "mark" ? text : kind)).join(" ");
}
