import { z } from "zod";
import { mostMailAttempts } from "../../../mail/most-mail-attempts.ts";
import { defineJob } from "../../../outbox/define-job.ts";

/** Hands one queued mail over. Every attempt is recorded with the mail. */
export const sendMail = defineJob({
  name: "accounts.send-mail",
  description: "Sends one queued mail through the mail server, or puts it into the local mailbox where none is set.",
  reachesOutside: true,
  payload: z.object({ mailId: z.uuid() }),
  maxAttempts: mostMailAttempts,
  run: async ({ app }, { mailId }) => await app.mailer.deliver(mailId),
});
