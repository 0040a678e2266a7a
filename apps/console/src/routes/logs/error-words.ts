import { html, nothing, type TemplateResult } from "lit";
import { exactTime } from "../../parts/clock.ts";
import { stateWord } from "../../parts/mark.ts";
import type { ErrorGroupRowFragment } from "./errors.gen.ts";

/** Where a group is in its life, in a word with its mark. */
export function errorState(group: Pick<ErrorGroupRowFragment, "state" | "regressedAt">): TemplateResult {
  if (group.state === "RESOLVED") return stateWord("proven", "Resolved");
  if (group.state === "MUTED") return stateWord("stale", "Muted");
  if (group.regressedAt) return stateWord("broken", "Came back");
  return stateWord("broken", "Open");
}

/** What else is to be known about its state. */
export function errorStanding(group: ErrorGroupRowFragment): string | undefined {
  if (group.state === "MUTED" && group.mutedUntil) return `quiet until ${exactTime(group.mutedUntil, "minute")}`;
  if (group.state === "MUTED" && group.mutedUntilCount !== null)
    return `quiet until it has come ${group.mutedUntilCount.toLocaleString("en")} times`;
  if (group.state === "RESOLVED" && group.resolvedIn) return `fixed in ${group.resolvedIn}`;
  if (group.regressions > 0)
    return `came back ${group.regressions === 1 ? "once" : `${group.regressions} times`} after it was resolved`;
  return undefined;
}

/** Tenants that met it, a few by name. */
export function errorTenants({ tenants }: ErrorGroupRowFragment): TemplateResult | typeof nothing {
  if (tenants.length === 0) return nothing;
  const more = tenants.length > 3 ? html`<span class="quiet">+${tenants.length - 3}</span>` : nothing;
  return html`<span class="tags">${tenants.slice(0, 3).map(({ value }) => html`<span class="tag">${value}</span>`)}${more}</span>`;
}

/** What happened, after its type; on a phone the type stands smaller above it. Long names break after their dots. */
export function errorTitle({ title, exceptionType }: Pick<ErrorGroupRowFragment, "title" | "exceptionType">) {
  const type = exceptionType && title.startsWith(`${exceptionType}: `) ? exceptionType : "";
  const words = type ? title.slice(type.length + 2) : title;
  const parts = type.split(/(?<=[.:/\\])/).map((part) => html`${part}<wbr>`);
  return html`<b class="error-title">${type ? html`<span class="error-type">${parts}: </span>` : nothing}${words}</b>`;
}

/** “1 error”, “1,204 errors”. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
