import { expect, test } from "vitest";
import { labelFingerprint } from "./label-fingerprint.ts";

test("is the fingerprint that Alertmanager 0.25 gave an alert of Prometheus 2.42 with these labels, in any order", () => {
  const labels = { alertname: "SelfScrapeSlow", instance: "127.0.0.1:19090", job: "prom", severity: "critical" };
  expect(labelFingerprint(labels)).toBe("874e7993ee757703");
  expect(labelFingerprint(Object.fromEntries(Object.entries(labels).reverse()))).toBe("874e7993ee757703");
  expect(labelFingerprint({ ...labels, severity: "warning" })).not.toBe("874e7993ee757703");
});

test("no labels have the empty sum", () => {
  expect(labelFingerprint({})).toBe("cbf29ce484222325");
});
