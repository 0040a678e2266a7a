import { html, nothing, type TemplateResult } from "lit";
import { exactTime } from "../../parts/clock.ts";
import { mark, stateWord } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";

/** The life of an integration's credentials, as the API tells it. */
export interface CredentialFacts {
  issuedAt: string | null;
  expiresAt: string | null;
  refreshes: string;
  nextRefreshAt: string | null;
  refreshFailures: number;
  lastRefreshFailure: { at: string; reason: string; nextStep: string; final: boolean } | null;
}

/** How long the token lives, whether it renews itself, and what went wrong when it could not. */
export function tokenPanel(facts: CredentialFacts, scopes: readonly string[], again: string): TemplateResult {
  const { lastRefreshFailure: failure } = facts;
  const granted = scopes.length > 0 ? html`Granted: ${scopes.join(", ")}.` : undefined;
  return panel({
    id: "token",
    title: "Token",
    meta: failure ? stateWord("broken", "not renewed") : undefined,
    pad: true,
    body: html`${life(facts)}
      ${failure ? html`<p class="note">${mark("broken", "")}<span><b>${failure.reason}</b> ${timeAgo(failure.at)}. ${failure.nextStep} ${failure.final ? html`<a class="link" href=${again}>Connect again</a>` : nothing}</span></p>` : nothing}`,
    ...(granted ? { footer: granted } : {}),
  });
}

function life({ issuedAt, expiresAt, refreshes, nextRefreshAt, lastRefreshFailure }: CredentialFacts): TemplateResult {
  if (refreshes === "MINTED")
    return html`<p><b>Made anew for an hour at a time</b> <span class="soft">from a key that does not end</span></p>`;
  if (!expiresAt)
    return html`<p><b>Does not end by itself</b> <span class="soft">as far as the provider says</span></p>`;
  const ended = Date.parse(expiresAt) <= Date.now();
  const renews = refreshes === "AUTOMATIC" && !lastRefreshFailure?.final;
  const words = renews ? "and renews itself" : "and cannot renew itself";
  return html`<p><b>${ended ? "Ended" : "Ends"} ${timeAgo(expiresAt, ended ? "ago" : "until")}</b> <span class="soft">${words}</span></p>
    ${issuedAt ? bar(issuedAt, expiresAt, nextRefreshAt) : nothing}`;
}

function bar(issuedAt: string, expiresAt: string, nextRefreshAt: string | null): TemplateResult {
  const [from, to] = [Date.parse(issuedAt), Date.parse(expiresAt)];
  const share = (at: number) => Math.round(Math.min(1, Math.max(0, (at - from) / Math.max(1, to - from))) * 1000) / 10;
  const used = share(Date.now());
  const due = nextRefreshAt ? share(Date.parse(nextRefreshAt)) : null;
  const label = `${Math.round(used)} % of its life used${due === null ? "" : `, renewal due at ${Math.round(due)} %`}`;
  return html`<div class="life" role="img" aria-label=${label}><i style="width: ${used}%"></i>${due === null ? nothing : html`<b style="left: ${due}%"></b>`}</div>
    <p class="ends"><span>${exactTime(issuedAt, "minute")} issued</span>${nextRefreshAt ? html`<span>${exactTime(nextRefreshAt, "minute")} renewal</span>` : html`<span>${exactTime(expiresAt, "minute")} end</span>`}</p>`;
}
