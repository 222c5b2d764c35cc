import type { IConstruct } from "constructs";
import { isAppRegistration } from "../../entra/registrations";
import { AzureCloud } from "../../oauth/azure-cloud";
import type { IResourceServer } from "../../oauth/resource-server";
import { csharpString } from "../../policy/csharp/literal";
import type { PolicyElement } from "../../policy/model/node";
import type { PolicyValue } from "../../policy/model/value";
import { writtenBlock } from "../../policy/model/written-value";
import { ValidateAzureAdToken, ValidateJwt } from "../../policy/statements";
import { clockSkewOfEntraCheck, foreignEntraCheck } from "../errors";

/** The statement that validates the tokens. */
export enum TokenValidation {
  /** `validate-jwt`: every issuer, exactly the issuers and audiences of the resource server, and clock skew. */
  JWT = "validate-jwt",
  /** `validate-azure-ad-token`: registrations of one tenant of Entra ID. It accepts the issuers of both token versions. */
  ENTRA_ID = "validate-azure-ad-token",
}

/** How tokens are validated, whoever issues them. */
export interface ValidationSettings {
  readonly validation: TokenValidation;
  readonly headerName: string;
  readonly httpcode: number;
  readonly errorMessage: string;
  readonly clockSkewSeconds: number | undefined;
  /** The variable that takes the token. */
  readonly variable: string;
}

/** Throws when the statement cannot validate the tokens of a resource server in this way. */
export function requireValidatable(place: IConstruct, resource: IResourceServer, options: ValidationSettings): void {
  if (options.validation === TokenValidation.JWT) return;
  if (!isSingleTenant(resource)) throw foreignEntraCheck(place, resource.displayName);
  if (options.clockSkewSeconds !== undefined) throw clockSkewOfEntraCheck(place);
}

/** Rejects requests without a token from the issuer, for this API, that has not expired. */
export function validationOf(resource: IResourceServer, options: ValidationSettings): PolicyElement {
  const { headerName } = options;
  const common = {
    headerName,
    failedValidationHttpcode: options.httpcode,
    failedValidationErrorMessage: options.errorMessage,
    outputTokenVariableName: options.variable,
    audiences: resource.audiences,
  };
  if (options.validation === TokenValidation.ENTRA_ID && isAppRegistration(resource)) {
    const { tenantId, cloud } = resource.authority;
    return new ValidateAzureAdToken({
      ...common,
      tenantId,
      authenticationEndpoint: cloud === AzureCloud.PUBLIC ? undefined : cloud.loginHost,
    });
  }
  return new ValidateJwt({
    ...common,
    // API Management ignores the scheme for every other header.
    requireScheme: headerName.toLowerCase() === "authorization" ? "Bearer" : undefined,
    requireExpirationTime: true,
    requireSignedTokens: true,
    clockSkewSeconds: options.clockSkewSeconds,
    openidConfigs: [resource.metadataUrl, ...(resource.furtherMetadataUrls ?? [])].map((url) => ({ url })),
    issuers: resource.issuers,
  });
}

/**
 * Condition that is true for a request whose token says that it is one of a resource server.
 *
 * Nothing has validated the token yet: the condition only selects the check that runs.
 */
export function claimsToBeOf({ issuers, audiences }: IResourceServer, headerName: string): PolicyValue {
  const isIssuer = issuers.map((issuer) => `token.Issuer == ${csharpString(issuer)}`);
  const isAudience = audiences.map((audience) => `token.Audiences.Contains(${csharpString(audience)})`);
  return writtenBlock(
    [
      ` var header = context.Request.Headers.GetValueOrDefault(${csharpString(headerName)}, "");`,
      'var token = header.Substring(header.LastIndexOf(" ") + 1).AsJwt();',
      "if (token == null) { return false; }",
      `return (${isIssuer.join(" || ")}) ? (${isAudience.join(" || ")}) : false; `,
    ].join(" "),
  );
}

/** The statement names one tenant, and accepts every issuer of that tenant alone. */
function isSingleTenant(resource: IResourceServer): boolean {
  if (!isAppRegistration(resource)) return false;
  const [issuer, ...others] = resource.issuers;
  return others.length === 0 && issuer === resource.authority.issuer(resource.tokenVersion);
}
