import { createHash } from "node:crypto";
import type { NormalisedSignal } from "./provider/normalised-signal.ts";
import { storableJson, storableText } from "./storable-text.ts";

const longestKey = 300;

/** A fact as Postgres can keep it: texts of a bounded length, only web addresses as links. */
export function storableSignal(fact: NormalisedSignal) {
  const { key, url } = fact;
  return {
    type: storableText(fact.type, 100),
    // A cut key could be the cut key of another fact; a hash is its own.
    key:
      key.length > longestKey
        ? `sha256:${createHash("sha256").update(key).digest("hex")}`
        : storableText(key, longestKey),
    title: storableText(fact.title, 300),
    subject: storableText(fact.subject, 300),
    url: url && /^https?:\/\//.test(url) ? storableText(url, 2000) : null,
    actor: fact.actor ? storableText(fact.actor, 200) : null,
    data: storableJson(fact.data ?? {}) as Record<string, unknown>,
    occurredAt: fact.occurredAt,
  };
}
