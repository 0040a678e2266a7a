import type { Claim, ClaimState, Proof } from "../service/define-claims.ts";
import { builder } from "./builder.ts";
import { idOutside } from "./id-outside.ts";

/** What evidence says of a claim; the same four words and the same badge everywhere. */
export const ClaimStateRef = builder.enumType("ClaimState", {
  description: "What evidence says of a claim. Only evidence moves it.",
  values: {
    CLAIMED: { value: "claimed" as ClaimState, description: "Configured, and never seen to work." },
    PROVEN: { value: "proven" as ClaimState, description: "Seen to work; the proof says when." },
    STALE: { value: "stale" as ClaimState, description: "Seen to work, but too long ago for what it promises." },
    BROKEN: { value: "broken" as ClaimState, description: "Seen to fail; the reason says how." },
  },
});

/** The newest evidence that something works. */
export const ProofRef = builder.objectRef<Proof>("Proof").implement({
  description: "The newest evidence that a claimed capability works.",
  fields: (t) => ({
    what: t.exposeString("what", { description: "What was seen." }),
    when: t.expose("when", { type: "DateTime", description: "When it was seen." }),
    from: t.exposeString("from", { description: "From whom." }),
  }),
});

const NextStepRef = builder.objectRef<{ label: string; href: string }>("NextStep").implement({
  description: "What to do next.",
  fields: (t) => ({
    label: t.exposeString("label", { description: "The deed, as a verb." }),
    href: t.exposeString("href", {
      description: "Where: a path of the console, below the workspace unless it begins with a slash.",
    }),
  }),
});

/** One thing that the workspace's configuration promises. */
export const ClaimRef = builder.objectRef<Claim>("Claim").implement({
  description: "One thing that the workspace's configuration promises, with what is known of it.",
  fields: (t) => ({
    key: t.exposeString("id", { description: "Stable within the workspace." }),
    title: t.exposeString("title", { description: "The promise as a fact." }),
    state: t.expose("state", { type: ClaimStateRef, description: "What evidence says of it." }),
    proof: t.expose("proof", {
      type: ProofRef,
      nullable: true,
      description: "The newest evidence; null while there never was any.",
    }),
    reason: t.exposeString("reason", { nullable: true, description: "Why it is broken or stale, or what is missing." }),
    since: t.field({
      type: "DateTime",
      nullable: true,
      description: "Since when it is broken or stale, where that is known.",
      resolve: (claim) => claim.since ?? null,
    }),
    nextStep: t.expose("nextStep", {
      type: NextStepRef,
      nullable: true,
      description: "What to do; null when there is nothing to do.",
    }),
    subjectType: t.string({
      nullable: true,
      description: "The noun of what it belongs to: `integration`.",
      resolve: (claim) => claim.subject?.type ?? null,
    }),
    subjectId: t.string({
      nullable: true,
      description: "The id of what it belongs to, as the API takes it.",
      resolve: (claim) => claim.subject && idOutside(claim.subject.type, claim.subject.id),
    }),
  }),
});
