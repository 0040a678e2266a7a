import type { TwinRoutes } from "./token-route.ts";

/** A provider's far side, and what connecting and polling it must give. */
export interface ProviderCase {
  slug: string;
  /** Settings with which Plumbline finds the twin. */
  env: (url: string) => Record<string, string>;
  /** What the provider's API answers; `happened` grows between two polls. */
  routes: (happened: readonly Happening[]) => TwinRoutes;
  /** Fields to paste, good and bad ones, in which `{twin}` stands for its address; without them it is connected by OAuth. */
  fields?: { good: Record<string, string>; bad: Record<string, string> };
  /** Typed in before the OAuth redirect, by the name of the field. */
  before?: Record<string, string>;
  /** Words that a refusal must show. */
  refusal: string;
  /** `{host}` stands for the twin's host. */
  account: string;
  /** What is offered to watch, and what is chosen of it. */
  targets?: { offered: readonly string[]; chosen: readonly string[] };
  /** What the poll tells of each happening. */
  tells: { type: string; subject: string };
}

/** Something that happens at the far side. */
export interface Happening {
  number: number;
  at: Date;
}
