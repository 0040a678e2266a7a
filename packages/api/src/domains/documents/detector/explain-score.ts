import type { ChangeFacts } from "./change-facts.ts";
import type { Ties } from "./find-ties.ts";
import type { Feature, FeatureValues } from "./weigh-ties.ts";

/** One reason for a score: what was found, in words, and how much of the score it makes. */
export interface Reason {
  feature: Feature;
  text: string;
  /** Log-odds that it adds. */
  weight: number;
}

/** Below this a reason explains nothing. */
const worthSaying = 0.15;

/** The reasons for a score, the weightiest first. */
export function explainScore(ties: Ties, facts: ChangeFacts, contributions: FeatureValues): Reason[] {
  const texts: Record<Feature, string | null> = {
    gone: goneText(ties),
    undeclared: undeclaredText(ties),
    section: sectionText(ties),
    title: ties.title.words.length > 0 ? `The change's title names it: ${ties.title.words.join(", ")}` : null,
    folder:
      ties.folder.words.length > 0
        ? `${ties.folder.file} lies in a place of its name: ${ties.folder.words.join(", ")}`
        : null,
    file: ties.file > 0 ? "A changed file has its name" : null,
    together: togetherText(ties),
    edited: ties.share > 0.01 ? `It is edited with ${percent(ties.share)} of all changes` : null,
    size: facts.lines >= 50 ? `The change is large: ${Math.round(facts.lines)} lines of code` : null,
    quiet: facts.quiet ? "The change calls itself maintenance, which counts against it" : null,
  };
  const reasons: Reason[] = [];
  for (const [feature, text] of Object.entries(texts) as [Feature, string | null][]) {
    const weight = contributions[feature];
    if (text && Math.abs(weight) >= worthSaying)
      reasons.push({ feature, text, weight: Math.round(weight * 100) / 100 });
  }
  return reasons.sort((a, b) => b.weight - a.weight);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function togetherText({ coChange }: Ties): string | null {
  if (!coChange || coChange.together < 0.5) return null;
  const times = Math.round(coChange.together);
  return `It changed together with ${coChange.path} ${times === 1 ? "once" : `${times} times`} before, of ${coChange.of}`;
}

function sectionText(ties: Ties): string {
  const place = ties.section.heading ? `Its section “${ties.section.heading}”` : "Its text";
  const names = namesText(ties, false);
  return names ? `${place} speaks of what changed; the document names ${names}` : `${place} speaks of what changed`;
}

function undeclaredText({ undeclared }: Ties): string | null {
  const names = undeclared.slice(0, 4).map(({ term }) => term.text);
  return names.length === 0
    ? null
    : `The change removes the declaration of ${names.join(", ")}, which the document describes`;
}

function goneText(ties: Ties): string | null {
  const names = namesText(ties, true);
  return names ? `The change takes away what the document names: ${names}` : null;
}

function namesText(ties: Ties, gone: boolean): string | null {
  const matches = ties.matches
    .filter(({ term }) => (term.role === "gone") === gone && term.role !== "near")
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 4)
    .map(({ term, documents }) => `${term.text} (${documents === 1 ? "only there" : `in ${documents} documents`})`);
  return matches.length === 0 ? null : matches.join(", ");
}
