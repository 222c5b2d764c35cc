import { Token } from "cdktf";
import { AzureCloud } from "../oauth/azure-cloud";
import { shown } from "../core/errors";
import { TokenVersion } from "../oauth/token-version";
import { personalAccountsNeed } from "./errors";
import type { IAppRegistration } from "./i-app-registration";

/**
 * What Entra ID takes of a registration for personal Microsoft accounts, and throws otherwise.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/supported-accounts-validation
 */

const MOST = { displayName: 90, identifierUri: 120, scopes: 100, scopeLength: 40, secrets: 2 };

/** Whether personal Microsoft accounts can use a registration. */
export function acceptsPersonalAccounts({ signInAudience }: Pick<IAppRegistration, "signInAudience">): boolean {
  return signInAudience?.acceptsPersonalAccounts === true;
}

/** Throws when the tokens are not those that personal accounts get. */
export function requirePersonalTokens(registration: IAppRegistration): void {
  if (!acceptsPersonalAccounts(registration)) return;
  if (registration.tokenVersion !== TokenVersion.V2) {
    throw personalAccountsNeed(registration, "tokenVersion is TokenVersion.V1", "TokenVersion.V2");
  }
  const { cloud } = registration.authority;
  if (cloud !== AzureCloud.PUBLIC) {
    throw personalAccountsNeed(registration, `the tenant is in the ${cloud.environment} cloud`, "the public cloud");
  }
}

export function requirePersonalDisplayName(registration: IAppRegistration): void {
  const { displayName } = registration;
  if (!acceptsPersonalAccounts(registration) || Token.isUnresolved(displayName)) return;
  if (displayName.length <= MOST.displayName) return;
  throw personalAccountsNeed(
    registration,
    `displayName has ${displayName.length} characters`,
    `at most ${MOST.displayName}`,
  );
}

export function requirePersonalIdentifierUri(registration: IAppRegistration, uri: string): void {
  if (!acceptsPersonalAccounts(registration) || Token.isUnresolved(uri)) return;
  if (uri.length <= MOST.identifierUri && !/^urn:/i.test(uri)) return;
  const expected = `at most ${MOST.identifierUri} characters, and no urn`;
  throw personalAccountsNeed(registration, `identifierUri is ${shown(uri)}`, expected);
}

/** @param others the number of scopes that the API has already */
export function requirePersonalScope(registration: IAppRegistration, value: string, others: number): void {
  if (!acceptsPersonalAccounts(registration)) return;
  if (value.length > MOST.scopeLength) {
    throw personalAccountsNeed(registration, `scope is ${shown(value)}`, `at most ${MOST.scopeLength} characters`);
  }
  if (others >= MOST.scopes) {
    throw personalAccountsNeed(registration, `${shown(value)} is scope ${others + 1}`, `at most ${MOST.scopes} scopes`);
  }
}

/** @param secrets how many client secrets the program makes */
export function requirePersonalSecrets(registration: IAppRegistration, secrets: number): void {
  if (!acceptsPersonalAccounts(registration) || secrets <= MOST.secrets) return;
  throw personalAccountsNeed(registration, `there are ${secrets} client secrets`, `at most ${MOST.secrets}`);
}

export function refusePersonalRole(registration: IAppRegistration, value: string): void {
  if (acceptsPersonalAccounts(registration)) {
    throw personalAccountsNeed(registration, `${shown(value)} is a role`, "scopes only");
  }
}

/** A redirect URI without a query. */
export function requirePersonalRedirectUri(registration: IAppRegistration, uri: string): void {
  if (!acceptsPersonalAccounts(registration) || Token.isUnresolved(uri) || !uri.includes("?")) return;
  throw personalAccountsNeed(registration, `redirect URI is ${shown(uri)}`, "one without a query");
}
