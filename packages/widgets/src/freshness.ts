import type { LiveStatus } from "@plumbline/sdk/embed";
import { html, type TemplateResult } from "lit";
import { exactTime, relativeAge } from "./relative-age.ts";

/** How fresh what one sees is: live with a filled dot, asked at intervals, or lost with its age and the next try. */
export function freshness(status: LiveStatus | null, now: number): TemplateResult {
  const [kind, words] = describe(status, now);
  const title = status ? `Since ${exactTime(status.since)}` : "";
  return html`<span class="freshness ${kind}" part="freshness" title=${title}>${words}</span>`;
}

function describe(status: LiveStatus | null, now: number): [kind: string, words: string] {
  if (!status) return ["waiting", "connecting"];
  if (status.mode === "polling") return ["", `read every ${Math.round((status.lagMs ?? 0) / 1000)}\u00a0s`];
  if (status.mode !== "lost") return ["", "live"];
  const wait = status.retryAt ? Math.max(0, Math.ceil((status.retryAt.getTime() - now) / 1000)) : 0;
  const next = wait > 0 ? `next try in ${wait}\u00a0s` : "trying again";
  return ["lost", `connection lost ${relativeAge(status.since, now)} ago, ${next}`];
}

/** A sentence about what one sees; while the connection is lost it says of when it speaks. */
export function asOf(status: LiveStatus | null, sentence: string): string {
  if (status?.mode !== "lost") return sentence;
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" }).format(status.since);
  return `As of ${time}, ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
