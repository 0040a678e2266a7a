/** How a way to connect is worded. */
export interface ConnectMethodWords {
  title: string;
  meta: string;
  explains: string;
  verb: string;
}

/** The words of a way to connect: what it does, and what it costs. @param noun What is chosen afterwards; null when nothing is. */
export function connectMethodWords(kind: string, provider: string, noun: string | null): ConnectMethodWords {
  const words: Record<string, ConnectMethodWords> = {
    app: {
      title: `${provider} App`,
      meta: "best: one door, its own rights",
      explains: `${provider} makes an app of your own from a manifest that we hand over: the address, the events and the rights are filled in. Then you choose where to install it.`,
      verb: `Create the ${provider} App`,
    },
    oauth2: {
      title: `Continue with ${provider}`,
      meta: "in the browser",
      explains: `You grant access at ${provider} and come back here.${noun ? ` Then you choose the ${noun}.` : ""}`,
      verb: `Continue with ${provider}`,
    },
    token: {
      title: "Paste a token",
      meta: "no set-up needed",
      explains: "The token is tried before it is stored. It is sealed, and never shown again.",
      verb: "Connect",
    },
    secret: {
      title: "Open a door",
      meta: "for anything that can send JSON",
      explains: "You get an address and a secret. Each request is signed with the secret; what is not is refused.",
      verb: "Open the door",
    },
  };
  return words[kind.toLowerCase()] ?? { title: kind, meta: "", explains: "", verb: "Connect" };
}
