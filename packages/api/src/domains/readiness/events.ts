import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

const taking = z.object({
  /** The claim's id within the workspace: `integration:<uuid>:live`. */
  claim: z.string(),
  title: z.string(),
  memberId: z.uuid(),
});

export const claimTaken = defineEvent({
  type: "claim.taken",
  subject: "claim",
  description: "A member said to be on something that is wrong.",
  data: taking,
});

export const claimReleased = defineEvent({
  type: "claim.released",
  subject: "claim",
  description:
    "A member is no longer on something that was wrong: it was given back, or evidence says that it is right again.",
  data: taking.extend({ why: z.enum(["given_back", "healed"]) }),
});
