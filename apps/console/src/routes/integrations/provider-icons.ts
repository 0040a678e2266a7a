import {
  siConfluence,
  siDiscord,
  siGithub,
  siGmail,
  siGoogleads,
  siGoogleanalytics,
  siGrafana,
  siKubernetes,
  siMeta,
  siModelcontextprotocol,
  siPagerduty,
  siPrometheus,
  siResend,
  siShopify,
  siSpotify,
  siStripe,
  siTiktok,
  siVercel,
  siWise,
  siX,
  siYoutube,
} from "simple-icons";

/** A provider's own mark: one path in a box of 24 by 24, and its colour. From simple-icons (CC0; the marks stay their owners'). */
export interface ProviderIcon {
  path: string;
  /** Without `#`. */
  hex: string;
}

/** By slug of the catalogue. A provider that is not here shows two letters. */
export const providerIcons: Readonly<Record<string, ProviderIcon>> = {
  alertmanager: siPrometheus,
  confluence: siConfluence,
  discord: siDiscord,
  github: siGithub,
  gmail: siGmail,
  "google-ads": siGoogleads,
  "google-analytics": siGoogleanalytics,
  kubernetes: siKubernetes,
  loki: siGrafana,
  mcp: siModelcontextprotocol,
  "meta-ads": siMeta,
  pagerduty: siPagerduty,
  prometheus: siPrometheus,
  resend: siResend,
  shopify: siShopify,
  spotify: siSpotify,
  stripe: siStripe,
  "tiktok-ads": siTiktok,
  vercel: siVercel,
  wise: siWise,
  x: siX,
  youtube: siYoutube,
};
