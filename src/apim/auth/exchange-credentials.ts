import type { ApplicationFederatedIdentityCredential } from "@cdktf/provider-azuread/lib/application-federated-identity-credential";
import { type TerraformResource, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { AppRegistration } from "../../entra/app-registration";
import { OwnedRegistration } from "../../entra/credentials/owned-registration";
import type { IResourceServer } from "../../oauth/resource-server";
import { certificateOfOtherService, clientWithoutCredential } from "../errors";
import type { ApimPolicy } from "../policy/apim-policy";
import { areApart } from "../policy-target";
import type { ApimCertificate } from "../values/apim-certificate";
import type { ClientAuthentication } from "./client-authentication";

/** A token check whose policy authenticates as the registration that the tokens are for. */
interface Exchange extends IConstruct {
  readonly resource: IResourceServer;
}

/**
 * Orders the policy after the credentials that the program gives to the registration: until they are there, Entra ID refuses the gateway.
 *
 * @throws when the certificate is of another service
 */
export function followCredentials(place: Exchange, policy: ApimPolicy, { _credential }: ClientAuthentication): void {
  const { certificate } = _credential;
  const { label, _referenceKey } = policy.target.policyTarget;
  if (certificate !== undefined) {
    const { _serviceKey } = certificate as ApimCertificate;
    if (areApart(_serviceKey, _referenceKey)) {
      throw certificateOfOtherService(place, certificate.node.path, label);
    }
  }
  const { resource } = place;
  if (resource instanceof OwnedRegistration) policy._follow(() => credentialsOf(resource, _credential));
}

/** Warns about a registration of this program that has no credential of the kind. An imported one can have it already. */
export function warnAboutCredential(place: Exchange, authentication?: ClientAuthentication): void {
  const { resource } = place;
  const { _credential: credential } = authentication ?? {};
  if (credential?.needs === undefined || !(resource instanceof AppRegistration)) return;
  if (credentialsOf(resource, credential).length > 0) return;
  warnOnce(place, clientWithoutCredential(resource.displayName, credential.needs));
}

function credentialsOf(
  { _certificates, _federatedCredentials }: OwnedRegistration,
  { needs, subject }: ClientAuthentication["_credential"],
): readonly TerraformResource[] {
  if (needs === undefined) return [];
  if (needs === "certificate") return _certificates;
  return _federatedCredentials.filter((credential) => mayBeFor(credential, subject));
}

/** What Terraform alone knows may be the identity. */
function mayBeFor(credential: TerraformResource, subject: string | undefined): boolean {
  const { subjectInput: trusted } = credential as Partial<ApplicationFederatedIdentityCredential>;
  if (trusted === undefined || subject === undefined) return false;
  return [trusted, subject].some((id) => Token.isUnresolved(id)) || trusted.toLowerCase() === subject.toLowerCase();
}
