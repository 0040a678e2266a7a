import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readMoment, readPath, readText } from "../../provider/read-path.ts";
import { wiseEvents } from "./wise-registration.ts";

/** The fact in a notification. */
export function wiseSignals({ event, payload, receivedAt }: ParsedDelivery): NormalisedSignal[] {
  const data = readPath(payload, "data");
  const at = readMoment(data, "occurred_at") ?? readMoment(payload, "sent_at") ?? receivedAt;
  const id = readText(data, "resource.id");
  const profile = readText(data, "resource.profile_id") ?? "";
  if (!id || !wiseEvents.includes(event)) return [];
  if (event === "transfers#state-change") return transferSignals(id, readText(data, "current_state"), profile, at);
  const cases = readPath(data, "active_cases");
  if (!Array.isArray(cases) || cases.length === 0) return [];
  const named = cases.map(String).sort().join(", ");
  return [
    {
      type: "transfer.problem",
      key: `transfer.problem:${id}:${named}`,
      occurredAt: at,
      title: `Transfer ${id} has a problem: ${named.replaceAll("_", " ")}`,
      subject: `transfer ${id}`,
      data: { transferId: id, profileId: profile, cases },
    },
  ];
}

/** A transfer is in a state once; webhook and list name the states alike. */
export function transferSignals(
  id: string | undefined,
  state: string | undefined,
  profile: string,
  at: Date,
): NormalisedSignal[] {
  if (!id || !state) return [];
  return [
    {
      type: "transfer.state_changed",
      key: `transfer.state_changed:${id}:${state}`,
      occurredAt: at,
      title: `Transfer ${id}: ${state.replaceAll("_", " ")}`,
      subject: `transfer ${id}`,
      url: `https://wise.com/transactions/activities/by-resource/TRANSFER/${id}`,
      data: { transferId: id, state, profileId: profile },
    },
  ];
}
