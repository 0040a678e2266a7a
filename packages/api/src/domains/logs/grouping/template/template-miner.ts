import type { Token } from "../message/token.ts";
import { blankedKeys } from "./blanked-keys.ts";
import { Groups } from "./groups.ts";
import type { Lesson } from "./lesson.ts";
import { Profiles } from "./profiles.ts";
import { Skeletons } from "./skeletons.ts";
import { type Learned, Slots } from "./slots.ts";
import { keyOf, type Template } from "./template.ts";

/** A merge of two groups, with what was learned. */
export interface MinedMerge {
  from: string;
  into: string;
  lesson: Lesson;
}

/** Where a message belongs, and what it taught. */
export interface Placement {
  template: Template;
  /** The group that the template belongs to now. */
  group: string;
  /** Templates that were not known before, this message's own and those that were learned. */
  created: readonly Template[];
  merges: readonly MinedMerge[];
  lessons: readonly LessonOf[];
}

/** A lesson with the template that it led to, which may be wider still by what was known before. */
export interface LessonOf {
  lesson: Lesson;
  target: Template;
}

export interface TemplateMinerOptions {
  /** Name of the group that begins with a template. Default: the template's key. */
  nameGroup?: (key: string) => string;
  /** Templates that are remembered. Beyond them what was learned still holds, and a new message is a group by itself. Default 5,000. */
  mostTemplates?: number;
}

/** Messages whose place was looked for already; forgotten all at once, which changes no answer. */
const mostRemembered = 2000;

/**
 * Groups messages as they come, by what is the same in them. One pass, memory bounded, the same stream gives the same groups. The idea
 * is Drain's (He et al., ICWS 2017: similar messages are one template with wildcards), but a wildcard is never a matter of a
 * threshold over the whole message: it is a place where enough different words were seen while all the rest stayed the same.
 */
export class TemplateMiner {
  readonly #templates = new Map<string, Template>();
  readonly #placed = new Map<string, Template>();
  readonly #slots = new Slots();
  readonly #profiles = new Profiles();
  readonly #skeletons = new Skeletons();
  readonly #nameGroup: (key: string) => string;
  readonly #mostTemplates: number;
  readonly groups = new Groups();

  constructor({ nameGroup = (key) => key, mostTemplates = 5000 }: TemplateMinerOptions = {}) {
    this.#nameGroup = nameGroup;
    this.#mostTemplates = mostTemplates;
  }

  get size(): number {
    return this.#templates.size;
  }

  /** Finds the group of a generalised message, and learns from it. */
  place(tokens: readonly Token[]): Placement {
    const key = keyOf(tokens);
    const known = this.#templates.get(key) ?? this.#placed.get(key);
    if (known) return { template: known, group: this.groups.find(known.group), created: [], merges: [], lessons: [] };
    const news: News = { created: [], merges: [], lessons: [] };
    const template = this.#settle(tokens, news);
    if (template.key !== key) this.#rememberPlace(key, template);
    return { template, group: this.groups.find(template.group), ...news };
  }

  /** Takes in a template as it was written down, in the order in which they were created. */
  restore(template: Template): void {
    this.#templates.set(template.key, template);
    this.groups.add(template.group);
    this.#slots.restore(template);
    this.#profiles.restore(template);
    this.#skeletons.restore(template);
  }

  /** Takes in what was learned before; after the templates. */
  restoreLesson(lesson: Lesson): void {
    if (!lesson.together) this.#slots.restoreLesson(lesson);
    else if (lesson.positions.length > 0) this.#profiles.restoreLesson(lesson);
    else this.#skeletons.restoreLesson(lesson.slot);
  }

  #settle(tokens: readonly Token[], news: News): Template {
    let current = tokens;
    for (;;) {
      const key = keyOf(current);
      const known = this.#templates.get(key);
      if (known) return known;
      const keys = blankedKeys(current);
      const wide =
        this.#slots.widen(current, keys) ?? this.#profiles.widen(current, keys) ?? this.#skeletons.widen(current);
      if (!wide) return this.#create(key, current, news);
      current = wide;
    }
  }

  #create(key: string, tokens: readonly Token[], news: News): Template {
    const template: Template = { key, tokens, group: this.#nameGroup(key), pinned: false };
    if (this.#templates.size >= this.#mostTemplates) return template;
    this.groups.add(template.group);
    this.#templates.set(key, template);
    news.created.push(template);
    for (const learned of this.#slots.learn(template)) this.#apply(learned, news);
    for (const learned of this.#profiles.learn(template)) this.#apply(learned, news);
    for (const learned of this.#skeletons.learn(template)) this.#apply(learned, news);
    return template;
  }

  #apply({ lesson, tokens, templates }: Learned, news: News): void {
    const target = this.#settle(tokens, news);
    news.lessons.push({ lesson, target });
    for (const template of templates) {
      if (template.pinned) continue;
      const merged = this.groups.merge(template.group, target.group);
      if (merged) news.merges.push({ ...merged, lesson });
    }
  }

  #rememberPlace(key: string, template: Template): void {
    if (this.#placed.size >= mostRemembered) this.#placed.clear();
    this.#placed.set(key, template);
  }
}

interface News {
  created: Template[];
  merges: MinedMerge[];
  lessons: LessonOf[];
}
