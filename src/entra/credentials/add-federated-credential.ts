import { ApplicationFederatedIdentityCredential } from "@cdktf/provider-azuread/lib/application-federated-identity-credential";
import { ApplicationFlexibleFederatedIdentityCredential } from "@cdktf/provider-azuread/lib/application-flexible-federated-identity-credential";
import type { TerraformResource } from "cdktf";
import { create } from "../../core/create";
import { duplicateValue } from "../../core/errors";
import { checkObject, ID, type Kind, type Kinds, objectWith, optional, STRING } from "../../core/kinds";
import { RegistryOfMany } from "../../core/registry";
import { check, checkOptional } from "../../core/rules";
import { textForTerraform } from "../../core/terraform-text";
import { tooManyFederatedCredentials } from "../errors";
import type { CredentialOwner } from "./credential-owner";
import type { FederatedCredential } from "./federated-credential";
import { CREDENTIAL_RULES } from "./rules";

/** Options of a federated credential: its name and its description. */
export interface FederatedCredentialOptions {
  /**
   * The name of the credential: 3 to 120 letters, digits, `_` or `-`, a letter or digit first. A new name replaces the credential.
   *
   * @default - the id, with `credential-` before one of fewer than three characters
   */
  readonly displayName?: string;
  /**
   * What the credential is for: up to 600 characters.
   *
   * @default - no description
   */
  readonly description?: string;
}

const OPTIONS: Kinds<FederatedCredentialOptions> = {
  displayName: optional(STRING),
  description: optional(STRING),
};

const FEDERATED: Kind = objectWith(["_trust"], {
  expected: "a FederatedCredential",
  fix: "use one of its factories, such as FederatedCredential.githubActions",
});

const MOST = 20;
/** What must differ within a registration: the names, and the pairs of issuer and subject. */
const NAMES = new RegistryOfMany<string>();
const TRUSTS = new RegistryOfMany<string>();

/** Lets the tokens of another issuer take the place of a secret. */
export function addFederatedCredential(
  owner: CredentialOwner,
  id: string,
  credential: FederatedCredential,
  options: FederatedCredentialOptions,
): TerraformResource {
  ID.require(owner, "id", id);
  FEDERATED.require(owner, "credential", credential);
  checkObject(owner, "options", options, OPTIONS);
  const { displayName = id.length < 3 ? `credential-${id}` : id, description } = options;
  check(owner, "displayName", displayName, CREDENTIAL_RULES.credentialName);
  const { issuer, subject, expression, audience } = credential._trust(owner);
  const { credentialDescription, flexibleDescription } = CREDENTIAL_RULES;
  checkOptional(
    owner,
    "description",
    description,
    expression === undefined ? credentialDescription : flexibleDescription,
  );
  claim(owner, NAMES, "credential name", displayName);
  claim(owner, TRUSTS, "issuer and subject", `${issuer} ${subject ?? expression!}`);
  if (NAMES.of(owner, "credential name", owner.applicationId).length > MOST)
    throw tooManyFederatedCredentials(owner, MOST);
  const shared = {
    applicationId: owner.applicationId,
    displayName,
    description: textForTerraform(description),
    issuer,
  };
  if (expression === undefined) {
    return create(ApplicationFederatedIdentityCredential, owner, `FederatedCredential-${id}`, {
      ...shared,
      subject: textForTerraform(subject!),
      audiences: [audience],
    });
  }
  return create(ApplicationFlexibleFederatedIdentityCredential, owner, `FederatedCredential-${id}`, {
    ...shared,
    claimsMatchingExpression: textForTerraform(expression),
    audience,
  });
}

function claim(owner: CredentialOwner, registry: RegistryOfMany<string>, what: string, value: string): void {
  if (registry.of(owner, what, owner.applicationId).includes(value)) {
    throw duplicateValue(owner, what, value, "remove one of the two credentials");
  }
  registry.add(owner, value, what, owner.applicationId);
}
