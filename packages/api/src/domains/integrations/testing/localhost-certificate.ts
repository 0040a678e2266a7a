/** Wraps base64 into PEM lines. */
const pem = (label: string, base64: string) => `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`;

/**
 * A certificate for `localhost` that signs itself, and its key, which is no secret: for tests that need TLS from a server of their
 * own. Valid for a hundred years; nothing but a test that says so trusts it.
 */
export const localhostCertificate = {
  cert: pem(
    "CERTIFICATE",
    "MIIBlTCCATugAwIBAgIUF9rI7R2a1gCZnYYLrXnFk7QqCEUwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTExNTczNFoYDzIxMjYxMDI4MTE1NzM0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQWpQJWt9BAL1z46shMWoIPjLAZJ2pMpy9mLSlzzQZU14RscqqFfkbDTjToXxcvgKNGaSYTbFDUu3VOr8sLvTOvo2kwZzAdBgNVHQ4EFgQUli1Sdvca1qquMuLf1FaM2kEP5tQwHwYDVR0jBBgwFoAUli1Sdvca1qquMuLf1FaM2kEP5tQwDwYDVR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwIDSAAwRQIhAM2XBOzLkd1G4Ozwcagy4LdbC81+CsWMtw63yJhGYyb8AiB1xOuQMfpq0qXwb/2mkYS3/4y0tfR5ccHkjYaFvG0w8A==",
  ),
  key: pem(
    "PRIVATE KEY",
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6fktV3sRk6hRjWXCOjY52CFed8i6PGEKT9t4K6BCo9ShRANCAAQWpQJWt9BAL1z46shMWoIPjLAZJ2pMpy9mLSlzzQZU14RscqqFfkbDTjToXxcvgKNGaSYTbFDUu3VOr8sLvTOv",
  ),
};
