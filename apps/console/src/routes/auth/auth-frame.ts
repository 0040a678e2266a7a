import { html, nothing, type TemplateResult } from "lit";
import { bobFigure, bobMark } from "../../parts/bob.ts";
import { mark } from "../../parts/mark.ts";
import "./auth.css";

export interface AuthFrameParts {
  title: string;
  sub?: unknown;
  body: unknown;
  /** The way to the other page: Sign up, Sign in. */
  foot?: unknown;
}

function reading(): TemplateResult {
  return html`<aside class="auth-side" aria-label="How Plumbline reads">
    ${bobFigure(0.4)}
    <h2>Solid is proven. Outlined is only claimed.</h2>
    <ul class="auth-marks">
      <li>${mark("proven", "")}<p><b>Proven</b> Something real arrived. You see what, when, and from whom.</p></li>
      <li>${mark("claimed", "")}<p><b>Claimed</b> It is configured. Nothing has shown yet that it works.</p></li>
      <li>${mark("stale", "")}<p><b>Stale</b> It worked once. The proof has grown old.</p></li>
      <li>${mark("broken", "")}<p><b>Broken</b> It failed, with the reason and the next step.</p></li>
    </ul>
  </aside>`;
}

/** The frame of every page before sign-in: the form at the left, how the product reads at the right. */
export function authFrame({ title, sub, body, foot }: AuthFrameParts): TemplateResult {
  return html`<a class="skip" href="#main">Skip to content</a>
  <div class="auth">
    <div class="auth-main">
      <header><a class="auth-brand" href="/">${bobMark(0, 17)}Plumbline</a></header>
      <main id="main"><h1 tabindex="-1">${title}</h1>${sub ? html`<p class="sub">${sub}</p>` : nothing}${body}</main>
      ${foot ? html`<footer>${foot}</footer>` : nothing}
    </div>
    ${reading()}
  </div>`;
}
