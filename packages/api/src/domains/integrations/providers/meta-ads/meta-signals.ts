import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readList, readMoment, readText } from "../../provider/read-path.ts";

const types = new Map([
  ["with_issues_ad_objects", "ad.has_issues"],
  ["in_process_ad_objects", "ad.processed"],
  ["creative_fatigue", "creative.tired"],
  ["ad_recommendations", "ad.recommended"],
]);

/**
 * The changes of one delivery: up to a thousand, without an id of their own.
 * https://developers.facebook.com/docs/marketing-api/ads-webhooks
 */
export function metaSignals({ payload, receivedAt }: ParsedDelivery): NormalisedSignal[] {
  if (readText(payload, "object") !== "ad_account") return [];
  return readList(payload, "entry").flatMap((entry) =>
    readList(entry, "changes").flatMap((change) => signalOf(entry, change, receivedAt)),
  );
}

function signalOf(entry: unknown, change: unknown, receivedAt: Date): NormalisedSignal[] {
  const field = readText(change, "field") ?? "";
  const type = types.get(field);
  if (!type) return [];
  const account = `act_${(readText(entry, "id") ?? "unknown").replace(/^act_/, "")}`;
  const object = readText(change, "value.id") ?? readText(change, "value.ad_id") ?? account;
  const at = readMoment(entry, "time") ?? receivedAt;
  const level = readText(change, "value.level");
  const reason = readText(change, "value.error_message") ?? readText(change, "value.error_summary");
  return [
    {
      type,
      key: `${type}:${account}:${object}:${at.toISOString()}:${readText(change, "value.error_code") ?? ""}`,
      title: `${level ?? "Ad object"} ${object}: ${reason ?? field.replaceAll("_", " ")}`,
      subject: account,
      occurredAt: at,
      data: { field, object, level: level ?? null, code: readText(change, "value.error_code") ?? null },
    },
  ];
}
