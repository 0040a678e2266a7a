import { registerIdPrefix } from "../../../graphql/ids.ts";

registerIdPrefix("AlertSilence", "alsil");
