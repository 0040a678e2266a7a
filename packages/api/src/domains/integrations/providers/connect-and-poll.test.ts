import { discordTwin } from "../testing/discord-twin.ts";
import { googleAdsTwin } from "../testing/google-ads-twin.ts";
import { klaviyoTwin } from "../testing/klaviyo-twin.ts";
import { metaAdsTwin } from "../testing/meta-ads-twin.ts";
import { proveProviderCases } from "../testing/prove-provider-cases.ts";
import { spotifyTwin } from "../testing/spotify-twin.ts";
import { tiktokAdsTwin } from "../testing/tiktok-ads-twin.ts";
import { xTwin } from "../testing/x-twin.ts";
import { yotpoTwin } from "../testing/yotpo-twin.ts";
import { youtubeTwin } from "../testing/youtube-twin.ts";

proveProviderCases([
  youtubeTwin,
  googleAdsTwin,
  spotifyTwin,
  discordTwin,
  xTwin,
  metaAdsTwin,
  tiktokAdsTwin,
  klaviyoTwin,
  yotpoTwin,
]);
