// Written by `npm run generate`. Do not edit.
import type { Route } from "./transport/define-route.ts";
import * as m1 from "./transport/routes/auth.ts";
import * as m2 from "./transport/routes/connect.ts";
import * as m3 from "./transport/routes/demo.ts";
import * as m4 from "./transport/routes/docs.ts";
import * as m5 from "./transport/routes/export-audit.ts";
import * as m6 from "./transport/routes/export-logs.ts";
import * as m7 from "./transport/routes/flags-preflight.ts";
import * as m8 from "./transport/routes/flags.ts";
import * as m9 from "./transport/routes/healthz.ts";
import * as m10 from "./transport/routes/hooks.ts";
import * as m11 from "./transport/routes/log-rows.ts";
import * as m12 from "./transport/routes/log-tail.ts";
import * as m13 from "./transport/routes/logs-ndjson.ts";
import * as m14 from "./transport/routes/mailbox.ts";
import * as m15 from "./transport/routes/metrics.ts";
import * as m16 from "./transport/routes/ofrep.ts";
import * as m17 from "./transport/routes/otlp-logs.ts";
import * as m18 from "./transport/routes/readyz.ts";
import * as m19 from "./transport/routes/widgets.ts";

export const routes: readonly Route[] = [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19]
  .flatMap((module) => Object.values<unknown>(module))
  .filter((value): value is Route => (value as { kind?: unknown } | null)?.kind === "route");
