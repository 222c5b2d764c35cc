import { ApiManagementIdentityProviderAadb2C } from "@cdktf/provider-azurerm/lib/api-management-identity-provider-aadb2c";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { lowerCase } from "../../core/lower-case";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import type { SecretValue } from "../../core/secret-value";
import { CLIENT, SECRET } from "../../core/shared-kinds";
import { RedirectPlatform } from "../../entra/redirect-platform";
import { ENTRA_RULES } from "../../entra/rules";
import { b2cHost, b2cTenantDomain } from "../../oauth/b2c-tenant";
import type { IOAuthClient } from "../../oauth/resource-server";
import { secretOfOtherClient } from "../errors";
import { SERVICE } from "../kinds";
import type { IApiManagement } from "../service/api-management";
import { requireTier, TIERS_WITH_ENTRA_SIGN_IN } from "../service/tiers";
import { prepareRedirect } from "./prepare-client";

/** Properties of `DeveloperPortalB2cSignIn`: whose portal, and the tenant and the client with which its users sign in. */
export interface DeveloperPortalB2cSignInProps {
  /** The service whose developer portal it is. */
  readonly apim: IApiManagement;
  /** The name of the tenant: the `contoso` of `contoso.b2clogin.com` and `contoso.onmicrosoft.com`. It is in the cloud of the service. */
  readonly tenantName: string;
  /**
   * The custom domain of the tenant, such as `login.contoso.com`.
   *
   * @default - `<tenant name>.b2clogin.com`, with the domain of the cloud
   */
  readonly domain?: string;
  /** The registration of the portal in that tenant: an `AppRegistration`, or an object with its client id, a GUID, and its name. */
  readonly client: IOAuthClient;
  /** The secret of the client. Terraform keeps it in its state. */
  readonly clientSecret: SecretValue;
  /** The user flow or custom policy with which users sign in, such as `B2C_1_signin`. */
  readonly signInFlow: string;
  /**
   * The one with which new users sign up.
   *
   * @default - that of `signInFlow`, which then is one for sign-up and sign-in
   */
  readonly signUpFlow?: string;
  /**
   * The one with which users change their profile.
   *
   * @default - none
   */
  readonly profileEditingFlow?: string;
  /**
   * The one with which users reset their password.
   *
   * @default - none
   */
  readonly passwordResetFlow?: string;
}

const PROPS: Kinds<DeveloperPortalB2cSignInProps> = {
  apim: SERVICE,
  tenantName: STRING,
  domain: optional(STRING),
  client: CLIENT,
  clientSecret: SECRET,
  signInFlow: STRING,
  signUpFlow: optional(STRING),
  profileEditingFlow: optional(STRING),
  passwordResetFlow: optional(STRING),
};

const SIGN_INS = new Registry<DeveloperPortalB2cSignIn>("sign-in of the developer portal");

/**
 * Sign-in to the developer portal for customers, with Azure AD B2C.
 *
 * The redirect URI is added to a client that is made here. The user flows must return the claims Email Addresses, Given Name, Surname and
 * User's Object ID. Publish the portal again after a change.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-aad-b2c
 */
export class DeveloperPortalB2cSignIn extends CheckedConstruct {
  /** Where the portal takes the user back to: a redirect URI of platform single-page application. */
  public readonly redirectUri: string;

  /**
   * @throws when the tier has no such sign-in, the tenant, the client or a user flow is not named as B2C names it, the secret is of another
   * registration, or the portal has the sign-in already
   */
  public constructor(scope: Construct, id: string, props: DeveloperPortalB2cSignInProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, client, clientSecret, domain, signInFlow, signUpFlow = signInFlow } = props;
    check(this, "tenantName", props.tenantName, ENTRA_RULES.tenantName);
    checkOptional(this, "domain", domain, ENTRA_RULES.domain);
    check(this, "clientId", client.clientId, RULES.guid);
    check(this, "signInFlow", signInFlow, ENTRA_RULES.userFlow);
    checkOptional(this, "signUpFlow", props.signUpFlow, ENTRA_RULES.userFlow);
    checkOptional(this, "profileEditingFlow", props.profileEditingFlow, ENTRA_RULES.userFlow);
    checkOptional(this, "passwordResetFlow", props.passwordResetFlow, ENTRA_RULES.userFlow);
    requireTier(this, apim, "sign-in with Azure AD B2C", TIERS_WITH_ENTRA_SIGN_IN);
    if (!clientSecret._mayBelongTo(client.clientId)) throw secretOfOtherClient(this, client.displayName);
    SIGN_INS.claim(this, ...apim.policyTarget.key, "Azure AD B2C");
    this.redirectUri = `${apim.developerPortalUrl}/signin`;
    prepareRedirect(this, client, this.redirectUri, RedirectPlatform.SPA);
    const tenantName = lowerCase(props.tenantName);
    const tenant = b2cTenantDomain(apim.cloud, tenantName);
    create(ApiManagementIdentityProviderAadb2C, this, "Resource", {
      apiManagementName: apim.name,
      resourceGroupName: apim.resourceGroupName,
      clientId: client.clientId,
      clientSecret: clientSecret._expression(this),
      // The value for the portal's current library. With the older one, the portal uses the implicit grant.
      clientLibrary: "MSAL-2",
      allowedTenant: tenant,
      signinTenant: tenant,
      authority: domain === undefined ? b2cHost(apim.cloud, tenantName) : lowerCase(domain),
      signinPolicy: signInFlow,
      signupPolicy: signUpFlow,
      profileEditingPolicy: props.profileEditingFlow,
      passwordResetPolicy: props.passwordResetFlow,
    });
  }
}
