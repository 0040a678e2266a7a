import type { WidgetIntegrationFragment } from "@plumbline/sdk/embed/operations";
import type { ProofState } from "../proof-mark.ts";

/** What one integration's evidence comes to, in words. */
export interface Judgement {
  state: ProofState;
  /** The state as a word, beside its mark. */
  word: string;
  /** What proves it, or what is missing or wrong. */
  evidence: string;
  /** When the evidence is from; null when there is none. */
  at: string | null;
  /** What to do; null when there is nothing. */
  nextStep: string | null;
}

/** Reads the ladder: a broken rung first, then the one that says live. Nothing is called live that no signed delivery or poll has proven. */
export function judgeIntegration({
  rungs,
  state,
  mode,
  reason,
  nextStep,
  lastSignalAt,
}: WidgetIntegrationFragment): Judgement {
  const broken = rungs.find((rung) => rung.state === "BROKEN");
  const live = rungs.find((rung) => rung.key === "live");
  if (state === "DISCONNECTED") {
    return { state: "stale", word: "Disconnected", evidence: reason ?? "It was disconnected.", at: null, nextStep };
  }
  if (broken) return { state: "broken", word: "Broken", evidence: reason ?? broken.text, at: broken.at, nextStep };
  if (live?.state === "PROVEN" || live?.state === "STALE") {
    const fresh = live.state === "PROVEN";
    const word = `${fresh ? "Live" : "Quiet"}${mode === "POLLING" ? ", by polling" : ""}`;
    return { state: fresh ? "proven" : "stale", word, evidence: live.text, at: lastSignalAt ?? live.at, nextStep };
  }
  const missing = rungs.find((rung) => rung.state === "CLAIMED");
  const reached = rungs.findLast((rung) => rung.state === "PROVEN");
  const evidence = missing?.text ?? "Nothing has been proven yet";
  return { state: "claimed", word: reached ? "Authorised" : "Not proven yet", evidence, at: null, nextStep };
}

const worstFirst: readonly ProofState[] = ["broken", "stale", "claimed", "proven"];

/** Worst first, then by name. */
export function byUrgency(a: WidgetIntegrationFragment, b: WidgetIntegrationFragment): number {
  const rank = (integration: WidgetIntegrationFragment) => worstFirst.indexOf(judgeIntegration(integration).state);
  return rank(a) - rank(b) || a.name.localeCompare(b.name);
}

/** The answer in one line: what stands as the widget's title. */
export function summarise(integrations: readonly WidgetIntegrationFragment[]): string {
  const count = (state: ProofState) => integrations.filter((one) => judgeIntegration(one).state === state).length;
  const all = integrations.length;
  const broken = count("broken");
  if (all === 1)
    return broken
      ? "The integration is broken"
      : count("proven")
        ? "The integration is live"
        : "The integration is not proven";
  if (broken) return `${broken} of ${all} integrations ${broken === 1 ? "is" : "are"} broken`;
  return count("proven") === all
    ? `All ${all} integrations are live`
    : `${count("proven")} of ${all} integrations are live`;
}
