/** One call of a stack trace. */
export interface Frame {
  /** As the language writes it: `Cart.total`, `com.shop.Cart.total`, `main.(*Cart).Total`. Empty at the top of a file. */
  function: string;
  /** As the trace writes it. Empty where it does not say. */
  file: string;
  /** Whether it is the application's own code, not its language's or a library's. */
  own: boolean;
}

/** What a stack trace tells. */
export interface StackTrace {
  /** `TypeError`, `java.io.IOException`; null where the trace does not say. */
  type: string | null;
  message: string | null;
  /** The call that threw first. */
  frames: Frame[];
}
