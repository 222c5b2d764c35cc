import type { TerraformResource } from "cdktf";
import { informOnce, warnOnce } from "../../core/annotations";
import { mainResourceOf } from "../../core/main-resource";
import { argumentsOf } from "../app-resources";
import type { IApimAuthServer } from "../auth/apim-auth-server";
import { idTokenRefused, tokenInOtherHeader } from "../auth/errors";
import { JwtPolicy } from "../auth/jwt-policy";
import { checksBeside } from "../auth/server-agreement";
import { guestsCall, keyBesideToken } from "../errors";
import { PRODUCTS_OF_API } from "../policy/products-of-api";
import type { IApi } from "./i-api";
import { isInOpenProduct, isShownToGuests } from "./product-members";

/** What the synth says about an API that is correct, but may surprise. */

/** It is hard to see why a valid token is refused when only the subscription key is missing. */
export function sayThatKeyIsNeeded(api: IApi): string[] {
  const isChecked = [api, api.apim].some((target) => JwtPolicy._tryFind(target) !== undefined);
  if (isChecked && !isInOpenProduct(api)) informOnce(api, keyBesideToken());
  return [];
}

/** The token check asks for a role or a scope, and an ID token has none. */
export function sayThatIdTokenIsRefused(api: IApi): string[] {
  const checking = [api, api.apim].find((target) => JwtPolicy._tryFind(target) !== undefined);
  if (checking !== undefined) warnOnce(api, idTokenRefused(checking.policyTarget.label));
  return [];
}

/** The test console sends what it gets in the header of RFC 6750, whatever the token check reads. */
export function sayThatConsoleUsesOtherHeader(api: IApi): string[] {
  const checks = [api, api.apim].flatMap((target) => JwtPolicy._tryFind(target) ?? []);
  const other = [...checks, ...checksBeside(api)].find(
    ({ _headerName }) => _headerName.toLowerCase() !== "authorization",
  );
  if (other !== undefined) {
    warnOnce(api, tokenInOtherHeader(other.target.policyTarget.label, other._headerName));
  }
  return [];
}

/**
 * The test console gets tokens with the client's own credentials, also for visitors who have not signed in.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-oauth2
 */
export function sayThatGuestsCall(api: IApi, { grant }: IApimAuthServer): string[] {
  if (grant?.grantType !== "clientCredentials" || needsSignIn(mainResourceOf(api.apim))) return [];
  const product = PRODUCTS_OF_API.of(api, ...api.policyTarget.key).find(isShownToGuests);
  if (product !== undefined) warnOnce(api, guestsCall(api.policyTarget.label, product.policyTarget.label));
  return [];
}

/** Whether the program knows that the developer portal shows nothing before a visitor has signed in. */
function needsSignIn(service: TerraformResource | undefined): boolean {
  const signIn = service && (argumentsOf(service).sign_in as { readonly enabled?: unknown } | undefined);
  return signIn?.enabled === true;
}
