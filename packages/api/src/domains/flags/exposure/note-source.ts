import type { Context } from "../../../service/context.ts";
import { flagPlace } from "../delivery/flag-place.ts";
import { type ExposureNote, exposureBuffer } from "./exposure-buffer.ts";

/**
 * Notes that an SDK was heard of, with what it evaluated where that is known. Members are not noted: they look, they do not connect.
 * @param sdk `plumbline-node/1.2.0`; what has another form is not noted
 */
export async function noteSource(
  ctx: Context,
  sdk: string,
  note: Pick<ExposureNote, "evaluations" | "more"> = { evaluations: [] },
): Promise<void> {
  const { actor } = ctx;
  // A key of every environment sets things up; what evaluates is known by the key of its environment.
  if (actor.type !== "api_key" || actor.environmentId === null) return;
  const [, name, version = ""] = /^([a-z0-9@._-]{1,60})(?:\/([\w.+-]{1,40}))?$/i.exec(sdk) ?? [];
  if (!name) return;
  const reads = actor.scopes.includes("flags:read");
  const place = await flagPlace(ctx, reads ? "flags:read" : "flags:evaluate");
  exposureBuffer(ctx.app).note({ source: { actor, place, sdk: name, sdkVersion: version }, ...note });
}
