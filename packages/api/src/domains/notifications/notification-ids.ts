import { encodeGlobalId, registerIdPrefix } from "../../graphql/ids.ts";

// Here and not beside the GraphQL types: a process that only works needs them too.
registerIdPrefix("Channel", "chn");
registerIdPrefix("Notification", "ntf");
registerIdPrefix("PushDevice", "pdv");

/** The channel's id outside, `chn_…`. */
export function channelIdOutside(id: string): string {
  return encodeGlobalId("Channel", id);
}

/** The message's id outside, `ntf_…`: what far sides know it by. */
export function notificationIdOutside(id: string): string {
  return encodeGlobalId("Notification", id);
}
