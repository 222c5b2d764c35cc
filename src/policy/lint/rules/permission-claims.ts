/** The claims that list what a caller may do, as issuers name them. */
export const PERMISSION_CLAIMS: readonly string[] = [
  ...["scp", "scope", "scopes", "roles", "role", "groups", "wids", "permissions"],
];
