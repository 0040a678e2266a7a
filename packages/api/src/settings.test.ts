import { expect, test } from "vitest";
import { loadConfig } from "./config.ts";

test.each(["10.0.0.0/99", "example.com/24", "10.1.0.0/x"])(
  "OUTBOUND_ALLOW=%s stops the start with the rule and the fix",
  (given) => {
    const start = () => loadConfig({ OUTBOUND_ALLOW: `prometheus:9090,${given}` });
    expect(start).toThrow(expect.objectContaining({ name: "SettingError" }));
    expect(start).toThrow(/^OUTBOUND_ALLOW: .* CIDR ranges .* Correct OUTBOUND_ALLOW or leave it out\.$/);
  },
);

test("hosts, ports and ranges are taken", () => {
  const given = "prometheus:9090, 10.1.0.0/16, fd00::/8, localhost";
  expect(loadConfig({ OUTBOUND_ALLOW: given }).outboundAllow).toHaveLength(4);
});
