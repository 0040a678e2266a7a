export { parseAllowList } from "./address-guard.ts";
export type { OutboundResponse } from "./attempt.ts";
export { createFarSidePaces, type FarSidePaces } from "./far-side-pace.ts";
export { retryAfterMs } from "./host-policies.ts";
export {
  createOutbound,
  type Outbound,
  type OutboundAttempt,
  type OutboundOptions,
  type OutboundRequest,
} from "./outbound.ts";
export { OutboundError, type OutboundFailure } from "./outbound-error.ts";
