import { html, type TemplateResult } from "lit";
import { exactTime, momentOf } from "./clock.ts";

const moment = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;

/** A sentence in pieces: its words, and the moments that it tells as ISO 8601 in UTC. */
export function toldPieces(sentence: string): { words: string; at: string | null }[] {
  const pieces: { words: string; at: string | null }[] = [];
  let from = 0;
  for (const { 0: at, index } of sentence.matchAll(moment)) {
    pieces.push({ words: sentence.slice(from, index), at });
    from = index + at.length;
  }
  return [...pieces, { words: sentence.slice(from), at: null }];
}

/** A sentence of the API with its moments in the reader's zone, the exact one on hover. */
export function toldTimes(sentence: string): TemplateResult {
  return html`${toldPieces(sentence).map(
    ({ words, at }) =>
      html`${words}${at ? html`<time datetime=${at} title=${exactTime(at)}>${momentOf(at)}</time>` : ""}`,
  )}`;
}
