import { issuerFor } from "../../gateway/token/issuer-trust";
import { type EntraDirectory, tryFindResource } from "../../issuer/directory";
import { IssuerKind, parseIssuer } from "../../oauth/issuer-address";
import { type Claims, textOf, textsOf } from "../token-text";
import type { DeployedCheck } from "./deployed-checks";
import { isPlaceholder, unknownYet } from "./placeholders";
import { bad, good, open, type Verdict } from "./verdict";

/** Whether the issuer of a token is one that a policy takes. */
export function checkIssuer(claims: Claims, { issuers, policy }: DeployedCheck, directory: EntraDirectory): Verdict {
  const found = textOf(claims.iss) ?? "";
  if (issuers === undefined)
    return open(
      "issuer",
      `the issuer is ${found || "missing"}; only the metadata that ${policy} asks say which it takes`,
    );
  if (issuers.length === 0 || issuers.some((each) => issuerFor(each, claims) === found)) return good("issuer", found);
  const detail = `the issuer is ${found || "missing"}; ${policy} takes ${issuers.join(" or ")}`;
  const close = issuers.find((each) => plain(each) === plain(found));
  if (close !== undefined) {
    return bad(
      "issuer",
      detail,
      "they differ in the case of letters or in a slash at the end, and an issuer is compared exactly",
      `let the policy take ${found}, as the issuer writes it`,
    );
  }
  const token = parseIssuer(found, false);
  const known = issuers.map((each) => parseIssuer(each, false));
  const sameTenant = known.find(({ tenant }) => tenant !== undefined && tenant === token.tenant);
  if (sameTenant !== undefined && token.version !== undefined && sameTenant.version !== undefined) {
    const [api] = textsOf(claims.aud).flatMap((name) => tryFindResource(directory, name) ?? []);
    return bad(
      "issuer",
      detail,
      `the token is of version ${token.version} and the policy asks for version ${sameTenant.version}: the registration of the API decides the version, not the address that the token comes from`,
      `set requested_access_token_version of ${api?.displayName ?? "the registration of the API"} to ${sameTenant.version} and get a new token, or let the policy ask for version ${token.version}`,
    );
  }
  if (token.tenant !== undefined && known.some(({ tenant }) => tenant !== undefined && isPlaceholder(tenant)))
    return open("issuer", unknownYet(detail, "the tenant"));
  if (token.tenant !== undefined && known.some(({ tenant }) => tenant !== undefined)) {
    return bad(
      "issuer",
      detail,
      `the token is of the tenant ${token.tenant}`,
      `get the token from the tenant ${known.find(({ tenant }) => tenant !== undefined)?.tenant ?? ""}, or let the policy trust the other tenant as well`,
    );
  }
  if (token.kind === IssuerKind.CUSTOMERS && known.some(({ kind }) => kind === IssuerKind.CUSTOMERS)) {
    return bad(
      "issuer",
      detail,
      "another tenant for customers wrote the token, or the tenant by another name: External ID writes its id in the place of the host, and Azure AD B2C a slash at the end",
      "let the policy take the issuer as the metadata of the user flow write it",
    );
  }
  return bad(
    "issuer",
    detail,
    "another issuer wrote the token",
    "ask the issuer that the policy names, or add the issuer and its metadata to the policy",
  );
}

function plain(issuer: string): string {
  return issuer.toLowerCase().replace(/\/$/, "");
}
