export { clientAddressHeader } from "./client-address-header.ts";
export { handleAuth } from "./handle-auth.ts";
export { InstanceRef } from "./instance-ref.ts";
export { loadUser } from "./load-user.ts";
export { ownOrigins } from "./own-origins.ts";
export { readSession } from "./read-session.ts";
export { sharesClient } from "./shares-client.ts";
export { type User, UserRef, ViewerRef } from "./user-ref.ts";
