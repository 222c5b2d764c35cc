import type { TerraformResource } from "cdktf";
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
  if (resource instanceof OwnedRegistration) policy._follow(() => credentialsOf(resource, _credential.needs));
}

/** Warns about a registration of this program that has no credential of the kind. An imported one can have it already. */
export function warnAboutCredential(place: Exchange, authentication?: ClientAuthentication): void {
  const { resource } = place;
  const needs = authentication?._credential.needs;
  if (needs === undefined || !(resource instanceof AppRegistration)) return;
  if (credentialsOf(resource, needs).length > 0) return;
  warnOnce(place, clientWithoutCredential(resource.displayName, needs));
}

function credentialsOf(
  { _certificates, _federatedCredentials }: OwnedRegistration,
  needs: ClientAuthentication["_credential"]["needs"],
): readonly TerraformResource[] {
  if (needs === undefined) return [];
  return needs === "certificate" ? _certificates : _federatedCredentials;
}
