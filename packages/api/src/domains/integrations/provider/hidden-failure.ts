/** What an answer with a good status really was. */
export interface HiddenFailure {
  failure: "unauthorised" | "forbidden" | "rate_limited" | "refused";
  /** The provider's own words, without secrets. */
  message: string;
  /** With `rate_limited`: seconds to wait. */
  retryAfterSeconds?: number;
}
