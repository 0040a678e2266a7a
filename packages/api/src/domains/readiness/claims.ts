export { apiKeyClaims } from "./api-key-claims.ts";
export { mailClaims } from "./mail-claims.ts";
export { workerClaims } from "./worker-claims.ts";
