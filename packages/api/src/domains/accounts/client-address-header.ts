/**
 * How the transport tells better-auth the client's address. It reads addresses from headers only, and anyone can send a header:
 * the transport overwrites this one on every request with what the socket, or a trusted proxy, says.
 */
export const clientAddressHeader = "x-plumbline-client-address";
