import { NotFoundError } from "../../service/errors.ts";
import type { ChannelKind } from "./channel-kind.ts";
import { channelKinds } from "./registry.gen.ts";

const byName = new Map(channelKinds.map((kind) => [kind.name, kind]));

/** @throws NotFoundError when there is no such kind */
export function findChannelKind(name: string): ChannelKind {
  const kind = byName.get(name);
  if (kind) return kind;
  throw new NotFoundError(`There is no kind of channel “${name.slice(0, 60)}”.`, "Choose one of the list.");
}

/** Every kind, by title. */
export function allChannelKinds(): readonly ChannelKind[] {
  return [...channelKinds].sort((a, b) => a.title.localeCompare(b.title));
}

/** The kinds that carry what is for one person, in the order in which they are asked. */
export function personalKinds(): readonly ChannelKind[] {
  return channelKinds.filter((kind) => kind.personal);
}
