import { defineReaction } from "../../../outbox/define-reaction.ts";
import { noticeKinds } from "../notice-kinds.ts";
import { tellMembers } from "../tell-members.ts";

/** Tells members of what concerns them. */
export const onNoticeableEvent = defineReaction({
  name: "inbox.tell-members",
  description: "Puts what concerns a member into the personal inbox, and into a mail where the member wants that.",
  on: noticeKinds.flatMap((kind) => kind.on),
  run: tellMembers,
});
