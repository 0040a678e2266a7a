import { offline, PresentedError } from "../../data/presented-error.ts";
import { navigate } from "../../router.ts";
import { session } from "../../session/session.ts";

/** Signs this browser in to the demo workspace and opens it. */
export async function openDemo(): Promise<void> {
  const response = await fetch("/dev/demo", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  }).catch(() => undefined);
  if (!response) throw offline();
  const answer = (await response.json().catch(() => null)) as {
    path?: string;
    message?: string;
    nextStep?: string;
  } | null;
  if (!response.ok || !answer?.path) {
    throw new PresentedError({
      code: "DEMO",
      title: answer?.message ?? `The demo workspace could not be opened (${response.status}).`,
      detail: answer?.nextStep,
    });
  }
  await session.refresh();
  navigate(answer.path, { replace: true });
}
