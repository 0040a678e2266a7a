import type { App } from "../../../app.ts";
import type { Provider } from "../provider.ts";
import { ProviderError } from "./provider-error.ts";

/**
 * Runs a part of a provider's file. What it stumbles over there is an answer of a shape that the file does not expect (an error
 * page, a changed API): that is the provider's refusal, told as one, and not our crash.
 * @throws ProviderError in place of a TypeError, RangeError or SyntaxError
 */
export async function inProviderFile<T>(app: App, { slug, name }: Provider, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const stumbled = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
    if (!stumbled) throw error;
    app.log.error({ err: error, provider: slug }, "A provider's file could not read an answer.");
    throw new ProviderError(
      "refused",
      `${name} answered in a form that Plumbline does not know.`,
      "It is tried again by itself. When it stays, look at the provider's status page, and report it.",
    );
  }
}
