import { assemblyaiTwin } from "../testing/assemblyai-twin.ts";
import { genericPollTwin } from "../testing/generic-poll-twin.ts";
import { kubernetesTwin } from "../testing/kubernetes-twin.ts";
import { lokiTwin } from "../testing/loki-twin.ts";
import { loopTwin } from "../testing/loop-twin.ts";
import { mcpTwin } from "../testing/mcp-twin.ts";
import { muxTwin } from "../testing/mux-twin.ts";
import { prometheusTwin } from "../testing/prometheus-twin.ts";
import { proveProviderCases } from "../testing/prove-provider-cases.ts";
import { resendTwin } from "../testing/resend-twin.ts";
import { vercelTwin } from "../testing/vercel-twin.ts";
import { wiseTwin } from "../testing/wise-twin.ts";

proveProviderCases([
  prometheusTwin,
  lokiTwin,
  kubernetesTwin,
  vercelTwin,
  resendTwin,
  wiseTwin,
  muxTwin,
  assemblyaiTwin,
  loopTwin,
  mcpTwin,
  genericPollTwin,
]);
