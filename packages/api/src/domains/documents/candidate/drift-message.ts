import type { NotificationMessage } from "../../notifications/index.ts";
import { candidatePlace, type Document, type DocumentChange, type DriftCandidate } from "../document-refs.ts";
import { dismissWords } from "./dismiss-words.ts";

/** Ids of the buttons under a candidate's message; after the second comes the reason, since Slack wants each id once. */
export const acceptAction = "drift.accept";
export const dismissAction = "drift.dismiss.";

/** What all messages about one candidate share. */
export function driftGroupKey(id: string): string {
  return `drift:${id}`;
}

const shownReasons = 3;

/** What a message says of a candidate, as it is now. */
export function driftMessage(
  candidate: DriftCandidate,
  document: Pick<Document, "title">,
  change: Pick<DocumentChange, "title" | "url" | "actor">,
): NotificationMessage {
  const { id, state, score, reasons, sentence, section, lines } = candidate;
  const where = section.length > 0 ? section.join(" › ") : document.title;
  const by = change.actor ? ` by ${change.actor}` : "";
  const base = {
    place: candidatePlace(id),
    fields: [
      { label: "Document", value: document.title },
      { label: "Change", value: `${change.title}${by}` },
      { label: "Score", value: `${Math.round(score * 100)} of 100` },
    ],
    quotes: [
      {
        label: lines[0]?.path ?? "Change",
        text: lines.map(({ sign, text }) => `${sign} ${text.trim()}`).join("\n"),
        kind: "source" as const,
      },
      { label: where, text: sentence, kind: "document" as const },
    ],
    actions: [],
  };
  if (state === "open") {
    return {
      ...base,
      title: `“${document.title}” may no longer be true`,
      body: reasons.slice(0, shownReasons).map(({ text }) => `${text}.`),
      severity: "warning",
      actions: [
        { id: acceptAction, label: "Accept", style: "primary", value: id },
        { id: `${dismissAction}still_true`, label: "Still true", value: id },
        { id: `${dismissAction}not_related`, label: "Not related", value: id },
      ],
    };
  }
  return { ...base, title: `“${document.title}”: ${state}`, ...verdictOf(candidate) };
}

function verdictOf({ state, decidedBy, dismissReason, evidence }: DriftCandidate) {
  if (state === "accepted") {
    const by = decidedBy ?? "Somebody";
    return {
      body: [`${by} agrees that it is no longer true. It closes by itself when the sentence is changed.`],
      severity: "warning" as const,
      acknowledged: { by },
    };
  }
  const cause =
    state === "fixed"
      ? (evidence ?? "The sentence was changed.")
      : `${decidedBy ?? "Somebody"} dismissed it: ${dismissWords(dismissReason)}.`;
  return { body: [cause], severity: "ok" as const, resolved: { cause } };
}
