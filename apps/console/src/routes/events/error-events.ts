import { html } from "lit";
import type { EventWords } from "./describe-event.ts";

type Facts = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Where it came from and how often, as far as the event says. */
function whence(facts: Facts): string {
  const count = Number(facts.count);
  const times = count > 1 ? `, ${count.toLocaleString("en")} times so far` : "";
  const release = text(facts.release) ? `, release ${text(facts.release)}` : "";
  return `${text(facts.service) || "No service named"}${release}${times}`;
}

/** What happened to a group of errors, in a line and its evidence. */
export const errorEvents: Record<string, EventWords> = {
  "error_group.created": (facts) => ({
    title: html`New error: <b>${text(facts.title)}</b>`,
    detail: whence(facts),
    state: "broken",
  }),
  "error_group.counted": (facts) => ({
    title: html`<b>${text(facts.title)}</b> goes on`,
    detail: whence(facts),
    icon: "log",
  }),
  "error_group.regressed": (facts) => ({
    title: html`<b>${text(facts.title)}</b> came back`,
    detail: `${whence(facts)}. ${text(facts.resolvedBy) || "Somebody"} had resolved it${text(facts.resolvedIn) ? ` in ${text(facts.resolvedIn)}` : ""}.`,
    state: "broken",
  }),
  "error_group.resolved": (facts, { actor }) => ({
    title: html`<b>${actor.name}</b> resolved ${text(facts.title)}`,
    detail: text(facts.resolvedIn) ? `Fixed in ${text(facts.resolvedIn)}` : undefined,
    state: "claimed",
  }),
  "error_group.merged": (facts) => ({
    title: html`<b>${text(facts.other)}</b> was merged into <b>${text(facts.title)}</b>`,
    detail: text(facts.because),
    icon: "merge",
  }),
  "error_group.split": (facts) => ({
    title: html`<b>${text(facts.other)}</b> was split off <b>${text(facts.title)}</b>`,
    detail: text(facts.because),
    icon: "merge",
  }),
  "error_group.move_undone": (facts) => ({
    title: html`What was moved between <b>${text(facts.title)}</b> and <b>${text(facts.other)}</b> is where it was`,
    detail: text(facts.because),
    icon: "merge",
  }),
  "error_group.unmuted": (facts) => ({
    title: html`<b>${text(facts.title)}</b> is no longer quiet`,
    detail: text(facts.because),
    icon: "log",
  }),
};
