import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  ApimAuthServer,
  type ApimAuthServerProps,
  ApplicationTokens,
  type IResourceServer,
  type OAuthGrant,
  type OidcResourceServerProps,
  ResourceServer,
  SecretValue,
  TokenClaim,
} from "cdktf-apim-oauth";
import { newService } from "./synth";

/** The factories of `ResourceServer`, by name. */
export const FACTORIES = Object.getOwnPropertyNames(ResourceServer)
  .filter((name) => typeof Reflect.get(ResourceServer, name) === "function")
  .sort();

/** An API of an issuer that this library has no ready factory for. */
export const OIDC: OidcResourceServerProps = {
  displayName: "Orders API",
  metadataUrl: "https://login.contoso.com/.well-known/openid-configuration",
  issuer: "https://login.contoso.com",
  audiences: ["orders"],
  applicationTokens: ApplicationTokens.withoutClaim("sub"),
};

/** A resource server as a user may write one. */
export const OWN_SERVER: IResourceServer = {
  displayName: "Orders API",
  realm: "orders",
  metadataUrl: OIDC.metadataUrl,
  issuers: [OIDC.issuer],
  audiences: ["orders"],
  claims: {
    scopes: TokenClaim.spaceDelimited("scope"),
    roles: TokenClaim.list("roles"),
    client: "client_id",
    applications: OIDC.applicationTokens,
  },
  requestedScope: (value) => value,
};

/** An authorization server of the portal for an API that no registration is created for. */
export function foreignServer(
  stack: TerraformStack,
  resource: IResourceServer,
  grant: OAuthGrant,
  texts: Pick<ApimAuthServerProps, "displayName" | "description"> = {},
): ApimAuthServer {
  return new ApimAuthServer(stack, "Server", {
    apim: newService(stack, "PortalService"),
    name: "portal",
    resource,
    client: { clientId: "portal", displayName: "Portal" },
    clientSecret: SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true })),
    grant,
    ...texts,
  });
}
