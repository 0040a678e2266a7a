import { expect, test } from "vitest";
import { isPlaceholder } from "../../../is-placeholder.ts";
import { settingState } from "./provider-setting.ts";

test.each([
  "<your client id>",
  "changeme",
  "your-client-id",
  "xxx",
  "TODO",
  "example",
  "YOUR_SECRET_HERE",
  "...",
  "replace-me",
])("%s is a placeholder", (value) => expect(isPlaceholder(value)).toBe(true));

test.each(["Iv1.8a61f9b3a7aba766", "0123456789abcdef", "my.company.example-app-3", "whsec_abc"])(
  "%s is a value",
  (value) => expect(isPlaceholder(value)).toBe(false),
);

test("a setting is present, defaulted, missing or a placeholder, and says what its absence disables", () => {
  const setting = { name: "A_CLIENT_ID", description: "The id.", disables: "Signing in." };
  expect(settingState(setting, { A_CLIENT_ID: "Iv1.1" })).toMatchObject({ state: "present", disables: null });
  expect(settingState(setting, { A_CLIENT_ID: " " })).toMatchObject({ state: "missing", disables: "Signing in." });
  expect(settingState(setting, { A_CLIENT_ID: "changeme" })).toMatchObject({
    state: "placeholder",
    disables: "Signing in.",
  });
  expect(settingState({ ...setting, default: "x" }, {})).toMatchObject({ state: "default", disables: null });
  expect(JSON.stringify(settingState(setting, { A_CLIENT_ID: "Iv1.secret" }))).not.toContain("Iv1.secret");
});
