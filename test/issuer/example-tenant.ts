import { ENTRA_HOSTS } from "../../src/oauth/entra-tenant";
import { TokenVersion } from "../../src/oauth/token-version";
import type { EntraApplication, EntraDirectory, EntraUser } from "../../src/issuer/directory";
import { KeyRing, SigningKey } from "../../src/issuer/signing-key";

export const NOW = Date.UTC(2026, 0, 15, 12);
export const TENANT_ID = "11111111-1111-4111-8111-111111111111";
/** Nobody knows it: it is made for each run. */
export const SECRET = `secret-${Math.random()}`;

const ID = (digit: string): string =>
  `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;

export function application(digit: string, changes: Partial<EntraApplication> = {}): EntraApplication {
  return {
    clientId: ID(digit),
    principalId: ID(digit).replace(/^./, "f"),
    displayName: `Application ${digit}`,
    tokenVersion: TokenVersion.V2,
    identifierUris: [`api://${ID(digit)}`],
    scopes: [],
    roles: [],
    redirectUris: { web: [], singlePage: [], publicClient: [] },
    isAssignmentRequired: false,
    preAuthorizedClients: [],
    optionalClaims: [],
    credentials: { secrets: [], certificates: [], federated: [] },
    ...changes,
  };
}

export const ORDERS = application("a", {
  displayName: "Orders API",
  scopes: [
    { id: ID("2"), value: "Orders.Read" },
    { id: ID("3"), value: "Orders.Write" },
  ],
  roles: [{ id: ID("4"), value: "Orders.Sync" }],
});
export const ORDERS_V1 = application("b", {
  displayName: "Old orders API",
  tokenVersion: TokenVersion.V1,
  roles: [{ id: ID("5"), value: "Read" }],
});
export const CLOSED = application("c", { displayName: "Closed API", isAssignmentRequired: true });
export const JOB = application("d", {
  displayName: "Nightly job",
  credentials: { secrets: [{ value: SECRET }], certificates: [], federated: [] },
});
export const SHOP = application("e", {
  displayName: "Web shop",
  credentials: { secrets: [{ value: SECRET }], certificates: [], federated: [] },
  redirectUris: {
    web: ["https://shop.contoso.com/signin"],
    singlePage: ["https://shop.contoso.com/page"],
    publicClient: ["http://localhost"],
  },
});
export const ADA: EntraUser = {
  objectId: ID("6"),
  displayName: "Ada",
  userPrincipalName: "ada@contoso.com",
  groups: [ID("8")],
};
export const BOB: EntraUser = {
  objectId: ID("7"),
  displayName: "Bob",
  userPrincipalName: "bob@contoso.com",
  groups: [],
};

export const DIRECTORY: EntraDirectory = {
  tenantId: TENANT_ID,
  domains: ["contoso.onmicrosoft.com"],
  hosts: ENTRA_HOSTS.public,
  applications: [ORDERS, ORDERS_V1, CLOSED, JOB, SHOP],
  users: [ADA, BOB],
  roleAssignments: [
    { principalId: JOB.principalId, resourceId: ORDERS.principalId, roleId: ID("4") },
    { principalId: JOB.principalId, resourceId: ORDERS_V1.principalId, roleId: ID("5") },
    { principalId: ID("8"), resourceId: ORDERS.principalId, roleId: ID("4") },
  ],
  scopeGrants: [{ clientPrincipalId: SHOP.principalId, resourceId: ORDERS.principalId, scopes: ["Orders.Read"] }],
};

/** A ring of keys that are made once, because making one takes a while. */
const MADE = [SigningKey.generate(), SigningKey.generate(), SigningKey.generate()];
export function keyRing(): KeyRing {
  const keys = [...MADE];
  return new KeyRing(() => keys.shift() ?? SigningKey.generate());
}
