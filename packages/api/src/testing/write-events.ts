import { z } from "zod";
import { createApp } from "../app.ts";
import { completeConfig, loadConfig } from "../config.ts";
import { defineEvent } from "../outbox/define-event.ts";
import { recordEvent } from "../outbox/record-event.ts";
import { systemContext } from "../service/context.ts";
import { transact } from "../service/transact.ts";

// A process that commits events as verbs do and has no relay, for tests that kill it between commit and relay.
const [workspaceId = "", count = "0"] = process.argv.slice(2);
const counted = defineEvent({
  type: "test.counted",
  subject: "test",
  description: "A test counted.",
  data: z.object({ n: z.number() }),
});
const config = loadConfig(process.env);
const app = createApp(completeConfig(config, { databaseUrl: config.databaseUrl ?? "" }));
for (let n = 1; n <= Number(count); n += 1) {
  await transact(systemContext(app, "test"), { workspaceId, verb: "count", input: n }, async (tx) => {
    await recordEvent(tx, systemContext(app, "test"), counted, { workspaceId, subjectId: workspaceId, data: { n } });
  });
}
process.stdout.write("committed\n");
setInterval(() => {}, 1000);
