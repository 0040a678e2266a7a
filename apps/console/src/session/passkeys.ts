import { PresentedError } from "../data/presented-error.ts";
import { authRequest } from "./auth-request.ts";

/** Whether this browser can use passkeys here. They need https, or this very machine. */
export function passkeysWork(): boolean {
  return (
    window.isSecureContext && "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential
  );
}

function needed(credential: Credential | null): PublicKeyCredential {
  if (credential) return credential as PublicKeyCredential;
  throw cancelled();
}

function cancelled(): PresentedError {
  return new PresentedError({
    code: "CANCELLED",
    title: "No passkey was chosen.",
    detail: "The request ended or was closed. Try again, or use your password.",
  });
}

async function ceremony(run: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    return needed(await run());
  } catch (error) {
    // The browser gives the same NotAllowedError for "closed", "timed out" and "none fits", on purpose.
    if (error instanceof DOMException && error.name === "InvalidStateError") {
      throw new PresentedError({
        code: "KNOWN",
        title: "This device holds a passkey for this account already.",
        detail: "Use another device, or keep the one there is.",
      });
    }
    if (error instanceof DOMException) throw cancelled();
    throw error;
  }
}

/** Signs in with a passkey; the browser asks which one. */
export async function signInWithPasskey(): Promise<void> {
  const options = await authRequest<PublicKeyCredentialRequestOptionsJSON>("/passkey/generate-authenticate-options");
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await ceremony(() => navigator.credentials.get({ publicKey }));
  await authRequest("/passkey/verify-authentication", { response: credential.toJSON() });
}

/** Adds a passkey to the signed-in account. */
export async function addPasskey(name: string): Promise<void> {
  const options = await authRequest<PublicKeyCredentialCreationOptionsJSON>(
    `/passkey/generate-register-options?name=${encodeURIComponent(name)}`,
  );
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await ceremony(() => navigator.credentials.create({ publicKey }));
  await authRequest("/passkey/verify-registration", { response: credential.toJSON(), name });
}
