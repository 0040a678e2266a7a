/** Attempts of one mail. graphile-worker waits e^attempt seconds, six hours at most, between them: about two days in all. */
export const mostMailAttempts = 16;
