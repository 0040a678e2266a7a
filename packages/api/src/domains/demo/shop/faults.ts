/** An error as a program of the shop throws it. */
export interface Fault {
  service: string;
  type: string;
  message: string;
  stack: string;
}

const javascript = (type: string, message: string, calls: readonly string[]) =>
  [`${type}: ${message}`, ...calls.map((call) => `    at ${call}`)].join("\n");

/** A carrier does not answer in time; now and then, for as long as carriers are asked. */
export function carrierTimeout(order: number): Fault {
  const type = "CarrierTimeoutError";
  const message = `The carrier gave no rate for order ${order} within 3000 ms`;
  const stack = javascript(type, message, [
    "CarrierClient.rate (/srv/checkout-api/src/carriers/carrier-client.js:88:13)",
    "async quoteShipping (/srv/checkout-api/src/shipping/quote-shipping.js:41:18)",
    "async placeOrder (/srv/checkout-api/src/orders/place-order.js:67:22)",
    "async /srv/checkout-api/node_modules/fastify/lib/handleRequest.js:128:9",
  ]);
  return { service: "checkout-api", type, message, stack };
}

/** The error that comes in bursts, is mended by a release, and comes back with the next one. */
export function missingRate(): Fault {
  const type = "TypeError";
  const message = "Cannot read properties of undefined (reading 'rate')";
  const stack = javascript(type, message, [
    "rateOf (/srv/tax-quotes/src/rates/rate-of.js:23:31)",
    "Array.map (<anonymous>)",
    "quoteLines (/srv/tax-quotes/src/quotes/quote-lines.js:57:20)",
    "async POST (/srv/tax-quotes/src/routes/quotes.js:19:16)",
  ]);
  return { service: "tax-quotes", type, message, stack };
}

/** The mail server hangs up; seldom. */
export function mailRefused(): Fault {
  const type = "smtplib.SMTPServerDisconnected";
  const message = "Connection unexpectedly closed";
  const stack = [
    "Traceback (most recent call last):",
    '  File "/srv/mailer/mailer/queue.py", line 112, in drain',
    "    self.send(message)",
    '  File "/srv/mailer/mailer/send.py", line 48, in send',
    "    server.send_message(message)",
    '  File "/usr/lib/python3.13/smtplib.py", line 405, in getreply',
    '    raise SMTPServerDisconnected("Connection unexpectedly closed")',
    `${type}: ${message}`,
  ].join("\n");
  return { service: "mailer", type, message, stack };
}

/** The search index is behind the catalogue; seldom. */
export function indexBehind(): Fault {
  const type = "com.meridian.search.StaleIndexException";
  const message = `Index products-${2 + Math.floor(Math.random() * 3)} is ${40 + Math.floor(Math.random() * 300)} s behind the catalogue`;
  const stack = [
    `${type}: ${message}`,
    "\tat com.meridian.search.IndexReader.require(IndexReader.java:74)",
    "\tat com.meridian.search.ProductSearch.find(ProductSearch.java:131)",
    "\tat org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:255)",
  ].join("\n");
  return { service: "search", type, message, stack };
}
