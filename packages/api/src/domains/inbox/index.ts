export { countUnread, listInbox } from "./list-inbox.ts";
export { markInboxRead } from "./mark-inbox-read.ts";
export { findNoticeKind, personalMessageKind } from "./notice-kinds.ts";
export { preferenceFor } from "./notification-preferences.ts";
export { putInInbox } from "./put-in-inbox.ts";
