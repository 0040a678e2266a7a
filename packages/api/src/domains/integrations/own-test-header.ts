/** Marks a test that we sent to our own door: it proves door and signature, and nothing about any other sender. */
export const ownTestHeader = "x-plumbline-test";
