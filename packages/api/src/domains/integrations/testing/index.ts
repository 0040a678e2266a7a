export { type ConfluenceTwin, startConfluenceTwin } from "../../../testing/confluence-twin.ts";
export { type EmulatorFront, startEmulatorFront } from "./emulator-front.ts";
export { type GooglePush, startGooglePush } from "./google-push.ts";
export { type PagerdutyTwin, startPagerdutyTwin } from "./pagerduty-twin.ts";
export { type ShopifyTwin, startShopifyTwin } from "./shopify-twin.ts";
export { signAs } from "./sign-as.ts";
export { type StripeTwin, startStripeTwin } from "./stripe-twin.ts";
