import { html } from "lit";
import type { EventWords } from "./describe-event.ts";

type Facts = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const sameClient =
  "Approved from the same address and browser that it was asked for from: whether these are two people, nobody can see.";

const approved: EventWords = (facts: Facts, { actor }) => ({
  title: html`<b>${actor.name}</b> approved a change of ${text(facts.name) || text(facts.key)} that ${text(facts.requestedBy)} asked for`,
  detail: [text(facts.reason), facts.sharedClient === true ? sameClient : ""].filter(Boolean).join(". ") || undefined,
  state: facts.sharedClient === true ? "claimed" : undefined,
  icon: "flag",
});

/** What happened to flags, in a line and its evidence. */
export const flagEvents: Record<string, EventWords> = {
  "flag.change_approved": approved,
  "flag_environment.change_approved": approved,
};
