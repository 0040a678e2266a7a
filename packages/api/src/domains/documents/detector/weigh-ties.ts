import type { ChangeFacts } from "./change-facts.ts";
import type { CoChange } from "./co-change.ts";
import type { Ties } from "./find-ties.ts";

/** The ten things that a score is made of. */
export const features = [
  "gone",
  "undeclared",
  "section",
  "title",
  "folder",
  "file",
  "together",
  "edited",
  "size",
  "quiet",
] as const;
export type Feature = (typeof features)[number];

export type FeatureValues = Record<Feature, number>;

/** Log-odds for each unit of each feature, and for nothing at all. */
export interface Weights extends FeatureValues {
  bias: number;
}

/** What a workspace's own verdicts changed: a factor for a feature, log-odds for a document. */
export interface Learned {
  features: Partial<Record<Feature, number>>;
  documents: Readonly<Record<string, number>>;
}

/**
 * Fitted by `npm run bench -- drift --repo PATH --fit` on the older half of better-auth's history and on nothing else (ADR 60).
 * One was set by hand: history says 0.29 for `undeclared`, because people forget to edit the document that describes what they
 * removed, and that is what is looked for. bench/RESULTS.md holds what the weights do on a repository that they were not fitted on.
 */
export const defaultWeights: Weights = {
  bias: -9.32,
  gone: 0.46,
  undeclared: 1.5,
  section: 2.32,
  title: 0.73,
  folder: 0.32,
  file: 0.85,
  together: 0.86,
  edited: 0.34,
  size: 0.41,
  quiet: -0.42,
};

/**
 * A feature that compares documents says "as strongly as the strongest"; below these values (about the weakest quarter of changes
 * that did concern a document) even the strongest is weak.
 */
const floors = { gone: 5, section: 4, title: 0.5, folder: 0.5 } as const;

/** With no history yet, its absence must not speak against a document: each has this chance, which fades as changes are seen. */
function unknown(past: CoChange): number {
  return (0.3 * 30) / (30 + past.size);
}

/** The feature values of every document, in the order of `ties`. */
export function valuesOf(ties: readonly Ties[], facts: ChangeFacts, past: CoChange): FeatureValues[] {
  const most = (read: (tie: Ties) => number, floor: number) =>
    ties.reduce((max, tie) => Math.max(max, read(tie)), floor);
  const gone = most((tie) => tie.gone, floors.gone);
  const section = most((tie) => tie.section.score, floors.section);
  const title = most((tie) => tie.title.score, floors.title);
  const folder = most((tie) => tie.folder.score, floors.folder);
  const blind = unknown(past);
  return ties.map((tie) => ({
    gone: tie.gone / gone,
    undeclared: Math.min(2, tie.undeclared.length),
    section: tie.section.score / section,
    title: tie.title.score / title,
    folder: tie.folder.score / folder,
    file: tie.file,
    together: Math.log(((tie.coChange?.chance ?? 0) + 0.01 + blind) / 0.01),
    edited: Math.log((tie.share + 0.003 + blind / 4) / 0.003),
    size: Math.log1p(Math.min(1000, facts.lines)),
    quiet: facts.quiet ? 1 : 0,
  }));
}

/** What each feature adds to the log-odds. */
export function contributionsOf(values: FeatureValues, weights: Weights, learned: Learned | null): FeatureValues {
  const entries = features.map((feature) => [
    feature,
    values[feature] * weights[feature] * (learned?.features[feature] ?? 1),
  ]);
  return Object.fromEntries(entries) as FeatureValues;
}

/** 0 to 1: the estimated chance that the change makes something in the document untrue. */
export function scoreOf(contributions: FeatureValues, bias: number): number {
  const odds = features.reduce((total, feature) => total + contributions[feature], bias);
  return 1 / (1 + Math.exp(-odds));
}
