import { valuesOf } from "../../gateway/token/required-claims";
import { type EntraDirectory, rolesOf, tryFindApplication, tryFindResource } from "../../issuer/directory";
import { IssuerKind, parseIssuer } from "../../oauth/issuer-address";
import { type Claims, nameOf, textOf, textsOf } from "../token-text";
import { resourceOf } from "../tokens";
import type { DeployedCheck } from "./deployed-checks";
import { checkIssuer } from "./issuer-check";
import { isPlaceholder, unknownYet } from "./placeholders";
import { bad, good, open, type Verdict } from "./verdict";

const CLIENT_CLAIMS: readonly string[] = ["azp", "appid"];

/** What a policy of the deployment says to the claims of a token. */
export function checkClaims(claims: Claims, check: DeployedCheck, directory: EntraDirectory): Verdict[] {
  return [
    checkIssuer(claims, check, directory),
    audience(claims, check, directory),
    ...client(claims, check, directory),
    ...check.claims.map((required) => requiredClaim(claims, required, check, directory)),
  ];
}

function audience(claims: Claims, { audiences, policy }: DeployedCheck, directory: EntraDirectory): Verdict {
  const found = textsOf(claims.aud);
  if (audiences === undefined) return good("audience", `any: ${policy} names none`);
  if (found.some((each) => audiences.includes(each))) return good("audience", found.join(", "));
  const detail = `the audience is ${found.join(", ") || "missing"}; ${policy} takes ${audiences.map((each) => nameOf(directory, each)).join(" or ")}`;
  const wanted = audiences.flatMap((each) => tryFindResource(directory, each) ?? []);
  const actual = found.flatMap((each) => tryFindResource(directory, each) ?? []);
  const [same] = actual.filter((each) => wanted.includes(each));
  if (same !== undefined) {
    return bad(
      "audience",
      detail,
      `both are ${same.displayName}: tokens of version 2 name its client id, and those of version 1 the URI that the client asked with`,
      `set requested_access_token_version of ${same.displayName} to 2 and let the policy take ${same.clientId}`,
    );
  }
  const [other] = actual;
  const [api] = wanted;
  if (other === undefined && audiences.some(isPlaceholder))
    return open("audience", unknownYet(detail, "the client id of the API"));
  return bad(
    "audience",
    detail,
    other === undefined
      ? "the token is for an API that is not in the deployment"
      : `the token is for ${other.displayName}`,
    api === undefined && !isOfEntra(claims)
      ? `ask the issuer for a token with the audience ${audiences[0] ?? ""}`
      : `ask for the scope ${api === undefined ? (audiences[0] ?? "") : resourceOf(api)}/.default`,
  );
}

function client(claims: Claims, { clients }: DeployedCheck, directory: EntraDirectory): Verdict[] {
  if (clients === undefined) return [];
  const found = clientOf(claims);
  if (clients.includes(found)) return [good("client", nameOf(directory, found))];
  const detail = `the client is ${nameOf(directory, found) || "not named"}; the policy takes ${clients.map((each) => nameOf(directory, each)).join(" or ")}`;
  if (clients.some(isPlaceholder)) return [open("client", unknownYet(detail, "the client ids"))];
  return [
    bad(
      "client",
      detail,
      "another application got the token",
      "add the client to the policy, or call with one of those",
    ),
  ];
}

function requiredClaim(
  claims: Claims,
  { name, values, separator, isAny }: DeployedCheck["claims"][number],
  check: DeployedCheck,
  directory: EntraDirectory,
): Verdict {
  const isThere = Object.prototype.hasOwnProperty.call(claims, name);
  const found = isThere ? valuesOf(claims[name], separator) : [];
  const has = (value: string): boolean => found.includes(value);
  if (isThere && (values.length === 0 || (isAny ? values.some(has) : values.every(has)))) {
    return good(name, found.join(", "));
  }
  const wanted = values.join(isAny ? " or " : " and ") || "any value";
  const detail = `${isThere ? `the claim ${name} is ${found.join(", ")}` : `there is no claim ${name}`}; the policy asks for ${wanted}`;
  const isOfDeployment = tryFindApplication(directory, clientOf(claims)) !== undefined;
  if (CLIENT_CLAIMS.includes(name) && !isOfDeployment && values.some(isPlaceholder)) {
    return open(name, unknownYet(detail, "the client id"));
  }
  if (!isOfEntra(claims)) {
    return bad(
      name,
      detail,
      `${textOf(claims.iss)} wrote no such value`,
      `let the issuer write it: ask for the scope or the audience, or give the permission there; or let the policy ask for another`,
    );
  }
  if (name === "roles") return missingRole(claims, detail, values, check, directory);
  if (name === "scp") return missingScope(claims, detail, values, check, directory);
  return bad(
    name,
    detail,
    "the issuer wrote no such value",
    "let the issuer write it, or ask for another in the policy",
  );
}

/** Why a token has not the role: who would have to give it. */
export function missingRole(
  claims: Claims,
  detail: string,
  wanted: readonly string[],
  { audiences = [] }: Pick<DeployedCheck, "audiences">,
  directory: EntraDirectory,
): Verdict {
  const [api] = [...audiences, ...textsOf(claims.aud)].flatMap((each) => tryFindResource(directory, each) ?? []);
  const caller = tryFindApplication(directory, clientOf(claims));
  const name = nameOf(directory, clientOf(claims)) || "the client";
  const role = wanted[0] === undefined ? "a role" : `the role ${wanted[0]}`;
  if (claims.scp !== undefined) {
    return bad(
      "roles",
      detail,
      "it is the token of a user, who has no such role",
      `assign ${role} to the user, or let the policy take a scope for users`,
    );
  }
  const granted = api === undefined || caller === undefined ? [] : rolesOf(directory, [caller.principalId], api);
  if (granted.some((each) => wanted.length === 0 || wanted.includes(each))) {
    return bad(
      "roles",
      detail,
      `the deployment gives ${role} to ${name}, so the token is older than that, or it is not deployed`,
      "deploy, and get a new token; the client may keep the old one for an hour",
    );
  }
  return bad(
    "roles",
    detail,
    `nothing in the deployment gives ${role} to ${name}`,
    `give one with an azuread_app_role_assignment, as grantRole does${api === undefined ? "" : ` for ${api.displayName}`}, and get a new token`,
  );
}

function missingScope(
  claims: Claims,
  detail: string,
  wanted: readonly string[],
  { audiences = [] }: DeployedCheck,
  directory: EntraDirectory,
): Verdict {
  const [api] = audiences.flatMap((each) => tryFindResource(directory, each) ?? []);
  const scope = `${api === undefined ? "" : `${resourceOf(api)}/`}${wanted[0] ?? "<scope>"}`;
  return claims.scp === undefined
    ? bad(
        "scp",
        detail,
        "it is the token of an application: only that of a user has scopes",
        `sign a user in and ask for ${scope}, or let the policy take a role for applications`,
      )
    : bad(
        "scp",
        detail,
        "the client did not ask for the scope, or nobody consented to it",
        `ask for ${scope}, and consent to it for the client`,
      );
}

function clientOf(claims: Claims): string {
  return textOf(claims.azp) ?? textOf(claims.appid) ?? "";
}

/** Whether Entra ID wrote a token, so that the registrations of the deployment decide what is in it. */
function isOfEntra({ iss }: Claims): boolean {
  return parseIssuer(textOf(iss) ?? "", false).kind === IssuerKind.ENTRA;
}
