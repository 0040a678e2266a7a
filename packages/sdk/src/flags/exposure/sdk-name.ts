/** What evaluates, as the console shows it. */
export interface SdkName {
  name: "plumbline-node" | "plumbline-web";
  version: string;
}

/** The version of this package; a test holds it against package.json. */
export const sdkVersion = "0.0.0";

export function sdkName(name: SdkName["name"]): SdkName {
  return { name, version: sdkVersion };
}
