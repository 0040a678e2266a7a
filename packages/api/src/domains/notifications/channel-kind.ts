import type { channels, NotificationMessage, notifications } from "@plumbline/db/schema";
import type { Context } from "../../service/context.ts";

export type Channel = typeof channels.$inferSelect;
export type Notification = typeof notifications.$inferSelect;

/** What a channel of a kind is set up with: everything that its fields ask for, by name. */
export type ChannelSettings = Readonly<Record<string, string>>;

/** Something that the person who adds a channel fills in. */
export interface ChannelField {
  /** Key in the channel's configuration, or among its secrets. */
  name: string;
  label: string;
  /** Where to find it, in one sentence. */
  help: string;
  placeholder?: string;
  /** Sealed, and never shown again. Default false. */
  secret?: boolean;
  /** May be left empty. Default false. */
  optional?: boolean;
  /** What it must look like, anchored, and the rule in words. */
  pattern?: { like: RegExp; rule: string };
  /** The slug of the provider of which an integration is chosen; the value is the integration's uuid. */
  integrationOf?: string;
  /** Values to choose from. */
  options?: readonly { value: string; label: string }[];
}

/** One message on its way, with everything that a kind needs to hand it over. */
export interface ChannelDelivery {
  channel: Channel;
  settings: ChannelSettings;
  /** The secrets before the last rotation, while their overlap lasts. */
  previousSettings: ChannelSettings | null;
  notification: Notification;
  message: NotificationMessage;
  /** What the far side calls the first message of the group; null for the first itself. */
  root: Readonly<Record<string, unknown>> | null;
  /** Absolute address of the message's place in the console. */
  placeUrl: string;
  /** The workspace's name. */
  workspaceName: string;
  /** An attempt before this one began and was never reported: the far side may have taken the message. */
  uncertain: boolean;
  at: Date;
}

/** The far side has it. */
export interface Taken {
  result: "taken";
  status: number | null;
  /** What it said. */
  response: string | null;
  /** What it calls the message, for threads and changes. */
  remote?: Readonly<Record<string, unknown>>;
  /** Who vouches for it; null where nobody outside did (the local mailbox). */
  proof: { what: string; from: string } | null;
}

/** The far side does not have it. */
export interface Refused {
  result: "refused";
  status: number | null;
  reason: string;
  nextStep: string;
  response: string | null;
  /**
   * What is wrong: the moment (it may work again by itself), the channel (a person has to mend it; tried again all the same), or
   * this message (given up at once).
   */
  fault: "moment" | "channel" | "message";
  /** Milliseconds for which the far side asked to be left alone, with the whole channel. Default 0. */
  retryAfterMs?: number;
  /** What the far side calls the part that it did take. */
  remote?: Readonly<Record<string, unknown>>;
}

/** Nothing was tried: the far side is being left alone. It costs the message no attempt. */
export interface PutOff {
  result: "put_off";
  waitMs: number;
}

/** Nobody is to get it: the person wants none of these, or has no device. */
export interface Unwanted {
  result: "unwanted";
  reason: string;
}

export type SendOutcome = Taken | Refused | PutOff | Unwanted;

/** A kind of channel. One file in `kinds/`, one call; the registry finds it. */
export interface ChannelKind {
  readonly kind: "channel_kind";
  /** Stands in rows; never changes. */
  name: string;
  title: string;
  /** What one gets, in one sentence. */
  description: string;
  /** The section of `docs/guides/notifications.md` that says how to connect it. */
  guide: string;
  fields: readonly ChannelField[];
  /** What can happen when a worker dies between sending and writing it down, in words. */
  repeats: string;
  /** Messages of a minute before the rest is merged. A person may set another. */
  perMinute: number;
  /** Offered as a channel of a workspace. Default true. */
  ofWorkspace?: boolean;
  /** Offered as a member's own way. Default false. */
  personal?: boolean;
  /** The setting that holds a secret which we make: shown once, rotated with an overlap. */
  madeSecret?: { field: string; make(): string };
  /** Buttons in its messages act. Default false: they are left out, the place has them. */
  buttonsAct?: boolean;
  /** The group's first message is to show how things stand, its end too. Needs `update`. Default false. */
  showsState?: boolean;
  /** Whether a message must arrive by itself, whatever the storm. Default never. */
  mustArrive?(message: NotificationMessage): boolean;
  /** Where messages go, in words without a secret: `#ops`. */
  where(settings: ChannelSettings): string;
  /** Refuses what cannot work before it is stored, and completes the rest. @throws InvalidInputError, PreconditionError */
  prepare?(ctx: Context, workspaceId: string, settings: ChannelSettings): Promise<ChannelSettings>;
  /** Hands a message over, once. Must end within 20 s. */
  send(ctx: Context, delivery: ChannelDelivery): Promise<SendOutcome>;
  /** Changes a message that the far side has; left out where that cannot be done. */
  update?(ctx: Context, delivery: ChannelDelivery, remote: Readonly<Record<string, unknown>>): Promise<SendOutcome>;
}

/** Declares a kind of channel. */
export function defineChannelKind(options: Omit<ChannelKind, "kind">): ChannelKind {
  return { kind: "channel_kind", ...options };
}
