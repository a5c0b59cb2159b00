/** What clients ask first: where the endpoints are, and what they understand. */
import { allScopes } from './scopes.ts';

export const keySetPath = '/.well-known/openid-configuration/jwks';

/** The discovery document; addresses are those of the sandbox's one origin. */
export function discovery(origin: string): Readonly<Record<string, unknown>> {
  return {
    issuer: origin,
    jwks_uri: `${origin}${keySetPath}`,
    authorization_endpoint: `${origin}/identity/connect/authorize`,
    token_endpoint: `${origin}/connect/token`,
    userinfo_endpoint: `${origin}/connect/userinfo`,
    revocation_endpoint: `${origin}/connect/revocation`,
    scopes_supported: [...allScopes],
    claims_supported: ['sub', 'xero_userid', 'name', 'given_name', 'family_name', 'preferred_username', 'email'],
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
    code_challenge_methods_supported: ['S256'],
  };
}
