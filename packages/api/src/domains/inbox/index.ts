export { countUnread, listInbox } from "./list-inbox.ts";
export { markInboxRead } from "./mark-inbox-read.ts";
