// As Unleash's API documents them: https://docs.getunleash.io/reference/api/unleash/get-all-toggles (the client's state) and
// https://docs.getunleash.io/reference/api/unleash/export-features (the export).

/** A comparison with the context. */
export interface UnleashConstraint {
  contextName: string;
  operator: string;
  values?: readonly string[];
  value?: string;
  inverted?: boolean;
  caseInsensitive?: boolean;
}

export interface UnleashVariant {
  name: string;
  weight: number;
  stickiness?: string;
  payload?: { type: string; value: string };
  overrides?: readonly { contextName: string; values: readonly string[] }[];
}

export interface UnleashStrategy {
  name: string;
  parameters?: Readonly<Record<string, string | number | boolean | undefined>>;
  constraints?: readonly UnleashConstraint[];
  /** Ids of segments. */
  segments?: readonly number[];
  variants?: readonly UnleashVariant[];
}

export interface UnleashDependency {
  feature: string;
  enabled?: boolean;
  variants?: readonly string[];
}

/** A feature as a client gets it: of one environment. */
export interface UnleashFeature {
  name: string;
  description?: string | null;
  enabled: boolean;
  stale?: boolean;
  strategies?: readonly UnleashStrategy[];
  variants?: readonly UnleashVariant[];
  dependencies?: readonly UnleashDependency[];
}

export interface UnleashSegment {
  id: number;
  name?: string;
  /** Missing in exports of segments, which hold the name alone. */
  constraints?: readonly UnleashConstraint[];
}

/** One environment as its clients get it. */
export interface UnleashState {
  features: readonly UnleashFeature[];
  segments?: readonly UnleashSegment[];
}

/** Everything of a file: its environments, and what features are in all of them. */
export interface UnleashFile {
  environments: Readonly<Record<string, UnleashState>>;
  tags: Readonly<Record<string, readonly string[]>>;
}
