import { html, nothing, svg, type TemplateResult } from "lit";
import { cssVars } from "../../parts/css-vars.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { exposureBars, exposureLayers } from "./exposure-bars.ts";
import type { ConfigurationView, FlagView } from "./flag-page.ts";

export interface ExposurePanel {
  flag: FlagView;
  configuration: ConfigurationView;
  /** Where an app learns to ask. */
  connect: string;
}

const width = 672;
const height = 96;

function picture({ exposure }: ConfigurationView, layers: ReturnType<typeof exposureLayers>): TemplateResult {
  const { hours, most, bars } = exposureBars(exposure, layers);
  const step = width / hours;
  const tall = (count: number): number => (count / most) * (height - 4);
  const paths = layers.map((layer, depth) => {
    const lines = bars.map(({ index, tops }) => {
      const from = tops[depth - 1] ?? 0;
      const to = tops[depth] ?? 0;
      if (to === from) return "";
      const x = (index * step + step / 2).toFixed(1);
      return `M${x} ${(height - tall(from)).toFixed(1)}V${(height - Math.max(tall(to), tall(from) + 1.5)).toFixed(1)}`;
    });
    return svg`<path d=${lines.join("")} stroke=${layer.colour} stroke-width=${(step * 0.72).toFixed(2)}></path>`;
  });
  const words = `Evaluations by hour: ${layers.map(({ name, count }) => `${name} ${count.toLocaleString("en")}`).join(", ")}.`;
  return html`<div class="exposure"><span class="quiet">${most.toLocaleString("en")} in an hour at most</span><svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" fill="none" role="img" aria-label=${words}>${paths}<path d="M0 ${height - 0.5}h${width}" stroke="var(--line-strong)" vector-effect="non-scaling-stroke"></path></svg><div class="ends quiet"><span>7 days ago</span><span>now</span></div></div>`;
}

/** What was really answered in the last seven days, by hour and variant. Nothing asked is said, not drawn as a zero. */
export function exposurePanel({ flag, configuration, connect }: ExposurePanel): TemplateResult {
  const { exposure, defaultVariant } = configuration;
  const asked = exposure.total > 0;
  const layers = exposureLayers(
    exposure.points,
    flag.variants.map(({ key }) => key),
    defaultVariant,
  );
  return panel({
    id: "exposure",
    title: "Answered",
    meta: asked
      ? html`${exposure.total.toLocaleString("en")} in 7 days, the newest ${timeAgo(exposure.lastAt)}`
      : "7 days",
    body: asked
      ? html`${picture(configuration, layers)}<ul class="exposed" aria-label="Answered by variant">${layers.map(
          ({ name, count, colour, own }) =>
            html`<li><span class="swatch" ${cssVars({ "--shade": colour })}></span>${own ? html`<span>${name}</span>` : html`<code>${name}</code>`}<span class="push num">${count.toLocaleString("en")}</span><span class="num part quiet">${((count / exposure.total) * 100).toFixed(1)} %</span></li>`,
        )}</ul>${layers.some(({ own }) => own) ? html`<p class="pad quiet">An app falls back to its own default when it has no answer yet, or cannot use the one it got.</p>` : nothing}`
      : emptyState({
          title: "Nobody has asked yet",
          words: "Every answer that an app gives is counted here, by hour and variant.",
          action: html`<a class="btn" href=${connect}>Connect your app</a>`,
        }),
  });
}
