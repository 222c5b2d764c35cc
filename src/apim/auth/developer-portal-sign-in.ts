import { ApiManagementIdentityProviderAad } from "@cdktf/provider-azurerm/lib/api-management-identity-provider-aad";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { invalidNumberOption } from "../../core/errors";
import { CheckedConstruct, checkProps, type Kinds } from "../../core/kinds";
import { Registry } from "../../core/registry";
import type { SecretValue } from "../../core/secret-value";
import { SECRET } from "../../core/shared-kinds";
import type { IAppRegistration } from "../../entra/i-app-registration";
import { APP_REGISTRATION } from "../../entra/kinds";
import { RedirectPlatform } from "../../entra/redirect-platform";
import { acceptedTenants } from "../../entra/registrations";
import { secretOfOtherClient } from "../errors";
import { SERVICE } from "../kinds";
import type { IApiManagement } from "../service/api-management";
import { requireTier, TIERS_WITH_ENTRA_SIGN_IN, TIERS_WITH_SIGN_IN_OF_TENANTS } from "../service/tiers";
import { requireSameCloud } from "./agreement";
import { prepareRedirect } from "./prepare-client";

/** Properties of `DeveloperPortalSignIn`: whose portal, and as which application it signs users in. */
export interface DeveloperPortalSignInProps {
  /** The service whose developer portal it is. */
  readonly apim: IApiManagement;
  /** The registration of the portal. Its accounts can sign in: those of one tenant, or of up to 32 in its `signInAudience`. */
  readonly client: IAppRegistration;
  /** The secret of the client. Terraform keeps it in its state. */
  readonly clientSecret: SecretValue;
}

const PROPS: Kinds<DeveloperPortalSignInProps> = { apim: SERVICE, client: APP_REGISTRATION, clientSecret: SECRET };

const SIGN_INS = new Registry<DeveloperPortalSignIn>("sign-in of the developer portal");

/**
 * Sign-in to the developer portal with Entra ID.
 *
 * The redirect URI is added to a client that is made here. Give the client the optional claims `email`, `given_name` and `family_name` in ID
 * tokens, or the portal asks each new user for them. Publish the portal again after a change.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-aad
 */
export class DeveloperPortalSignIn extends CheckedConstruct {
  /** Where the portal takes the user back to: a redirect URI of platform single-page application. */
  public readonly redirectUri: string;

  /**
   * @throws when the tier has no such sign-in, there are too many tenants, the secret is of another registration, service and client are in different clouds, or the portal
   * has the sign-in already
   */
  public constructor(scope: Construct, id: string, props: DeveloperPortalSignInProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, client, clientSecret } = props;
    const tenantIds = acceptedTenants(client).map(({ tenantId }) => tenantId);
    if (tenantIds.length > 1) requireTier(this, apim, "sign-in of several tenants", TIERS_WITH_SIGN_IN_OF_TENANTS);
    else requireTier(this, apim, "sign-in with Entra ID", TIERS_WITH_ENTRA_SIGN_IN);
    if (tenantIds.length > 32) {
      throw invalidNumberOption(this, "the number of tenants of the client", tenantIds.length, "at most 32");
    }
    if (!clientSecret._mayBelongTo(client.clientId)) throw secretOfOtherClient(this, client.displayName);
    requireSameCloud(this, apim, client);
    SIGN_INS.claim(this, ...apim.policyTarget.key, "Entra ID");
    this.redirectUri = `${apim.developerPortalUrl}/signin`;
    prepareRedirect(this, client, this.redirectUri, RedirectPlatform.SPA);
    create(ApiManagementIdentityProviderAad, this, "Resource", {
      apiManagementName: apim.name,
      resourceGroupName: apim.resourceGroupName,
      clientId: client.clientId,
      clientSecret: clientSecret._expression(this),
      // The value for the portal's current library. With the older one, the portal uses the implicit grant.
      clientLibrary: "MSAL-2",
      allowedTenants: tenantIds,
      // Without a tenant the portal sends users to the one that they choose.
      signinTenant: tenantIds.length === 1 ? tenantIds[0] : undefined,
    });
  }
}
