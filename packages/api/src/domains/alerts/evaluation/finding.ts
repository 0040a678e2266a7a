import type { AlertLabels, WindowSample } from "@plumbline/db/schema";

/** What an evaluation found for one group. */
export type Finding = FiredFinding | CountedFinding | ClearedFinding;

interface GroupFinding {
  groupKey: string;
  labels: AlertLabels;
  /** Milliseconds since 1970. */
  at: number;
}

/** The condition holds. */
export interface FiredFinding extends GroupFinding {
  kind: "fired";
  /** Matching events that made it hold. */
  count: number;
  firstAt: number;
  /** The newest of them. */
  lastAt: number;
  samples: WindowSample[];
  /** Why, in words with the numbers. */
  reason: string;
}

/** It held already, and more came. */
export interface CountedFinding extends GroupFinding {
  kind: "counted";
  count: number;
  samples: WindowSample[];
}

/** It holds no more. */
export interface ClearedFinding extends GroupFinding {
  kind: "cleared";
  /** Why, in words. */
  cause: string;
}
