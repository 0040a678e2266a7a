/** What the cheapest authenticated call proved. */
export interface CredentialProof {
  /** What the provider calls the account: a login, a team, a shop. */
  account: string;
  /** What app deliveries are routed by, where it is known now. */
  externalAccount?: string;
  /** The scopes that were really granted. */
  scopes?: readonly string[];
  /** One line of evidence: "GitHub answered for octocat". */
  text: string;
}
