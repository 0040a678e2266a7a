import { html, nothing, type TemplateResult } from "lit";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import type { ErrorGroupWholeFragment } from "./errors.gen.ts";

export interface ErrorPatternsParts {
  group: ErrorGroupWholeFragment;
  /** Whether the reader may split. */
  may: boolean;
  chosen: ReadonlySet<string>;
  choose: (id: string, on: boolean) => void;
  split: () => void;
}

/** The generalised messages of a group, of which some can become a group of their own. */
export function errorPatterns({ group, may, chosen, choose, split }: ErrorPatternsParts): TemplateResult {
  const { nodes } = group.patterns;
  // A group must keep one.
  const splits = may && nodes.length > 1;
  const rows = nodes.map(({ id, template, count, pinned, lastSeenAt }) => {
    const box = splits
      ? html`<input type="checkbox" aria-label="Choose ${template}" .checked=${chosen.has(id)} @change=${(event: Event) => choose(id, (event.target as HTMLInputElement).checked)}>`
      : nothing;
    return html`<li>${box}<code>${template}</code><span class="quiet">${count.toLocaleString("en")}, ${timeAgo(lastSeenAt)}${pinned ? ", put here by hand" : ""}</span></li>`;
  });
  const button =
    splits && chosen.size > 0
      ? html`<button class="btn small" type="button" ?disabled=${chosen.size === nodes.length} @click=${split}>Split ${chosen.size} off</button>`
      : undefined;
  return panel({
    id: "patterns",
    title: "Patterns",
    meta: String(nodes.length),
    aside: button,
    body: html`<ul class="error-patterns">${rows}</ul>`,
  });
}

/** What was merged and split, with who or what said so; each can be undone. */
export function errorMoves(
  { moves }: ErrorGroupWholeFragment,
  may: boolean,
  undo: (id: string) => void,
  base: string,
): TemplateResult | typeof nothing {
  if (moves.nodes.length === 0) return nothing;
  const link = (group: { id: string; title: string } | null) =>
    group ? html`<a href="${base}/${group.id}">${group.title}</a>` : html`a group that is gone`;
  const rows = moves.nodes.map((move) => {
    const patterns = `${move.patterns} ${move.patterns === 1 ? "pattern" : "patterns"}`;
    const end = move.undoneAt
      ? html`<span class="quiet">undone ${timeAgo(move.undoneAt)}${move.undoneBy ? ` by ${move.undoneBy}` : ""}</span>`
      : may
        ? html`<button class="btn small" type="button" @click=${() => undo(move.id)}>Undo</button>`
        : nothing;
    return html`<li><span class="what">${move.kind === "MERGE" ? "Merged" : "Split"}: ${patterns} from ${link(move.from)} into ${link(move.into)}</span><span class="when tail">${end}</span><p class="proof">${move.because.replace(/\.$/, "")}. ${saidBy(move)}${timeAgo(move.createdAt)}</p></li>`;
  });
  return panel({ id: "moves", title: "Merges and splits", body: html`<ul class="claims moves">${rows}</ul>` });
}

/** Who moved it, where the reason does not begin with that. */
function saidBy({ madeBy, because }: ErrorGroupWholeFragment["moves"]["nodes"][number]): string {
  return madeBy !== null && because.startsWith(madeBy) ? "" : `${madeBy ?? "Learned"}, `;
}
