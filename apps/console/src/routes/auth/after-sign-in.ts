import { navigate } from "../../router.ts";
import { session } from "../../session/session.ts";
import { nextPlace } from "./next-place.ts";

/** Reads the new session, then goes on to where one wanted to go. */
export async function continueSignedIn(search: URLSearchParams): Promise<void> {
  await session.refresh();
  navigate(nextPlace(search), { replace: true });
}
