import { BOOLEAN, checkObject, type Kinds, optional, STRING } from "../../core/kinds";
import { wrongKind } from "../../core/errors";
import type { Principal } from "../../core/principal";
import { check, checkOptional, RULES } from "../../core/rules";
import { PRINCIPAL } from "../../core/shared-kinds";
import { tokenExchangeAudience } from "../../oauth/token-exchange";
import { TokenVersion } from "../../oauth/token-version";
import type { CredentialOwner } from "./credential-owner";
import {
  type AzureDevOpsOptions,
  type FlexibleFederationOptions,
  type GithubActionsOptions,
  type KubernetesOptions,
  type OidcFederationOptions,
} from "./federation-options";
import { githubSubject } from "./github-subject";
import { CREDENTIAL_RULES } from "./rules";
import { checkExpression, checkSubject, GITHUB } from "./shared-issuers";

/** The tokens of another issuer that Entra ID accepts in the place of a secret. */
export interface Trust {
  readonly issuer: string;
  readonly audience: string;
  /** The claim `sub`, or an expression about it. */
  readonly subject?: string;
  readonly expression?: string;
}

const AZURE_DEVOPS: Kinds<AzureDevOpsOptions> = {
  organizationId: STRING,
  organization: STRING,
  project: STRING,
  serviceConnection: STRING,
};
const KUBERNETES: Kinds<KubernetesOptions> = {
  issuer: STRING,
  serviceAccountNamespace: STRING,
  serviceAccount: STRING,
};
const OIDC: Kinds<OidcFederationOptions> = {
  issuer: STRING,
  subject: STRING,
  audience: optional(STRING),
  unreviewedPullRequests: optional(BOOLEAN),
};
const FLEXIBLE: Kinds<FlexibleFederationOptions> = {
  issuer: STRING,
  expression: STRING,
  audience: optional(STRING),
  unreviewedPullRequests: optional(BOOLEAN),
};

/**
 * Tokens of another issuer with which a client gets tokens of Entra ID, so that it needs no secret.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation
 */
export class FederatedCredential {
  /**
   * The tokens of a managed identity: what runs in Azure needs nothing else.
   *
   * @param identity a user-assigned managed identity of the registration's tenant, by its object id
   * @throws when the identity is system-assigned, which Entra ID does not accept here
   */
  public static managedIdentity(identity: Principal): FederatedCredential {
    const place = "FederatedCredential.managedIdentity";
    PRINCIPAL.require(place, "identity", identity);
    if (identity._key[0] === "system") {
      const fix = "use a user-assigned identity, such as Principal.fromObjectId with its object id";
      throw wrongKind(place, "identity", "a system-assigned identity", "a user-assigned identity", fix);
    }
    return new FederatedCredential(({ authority }) => ({
      issuer: authority.issuer(TokenVersion.V2),
      subject: identity.objectId,
      audience: tokenExchangeAudience(authority.cloud),
    }));
  }

  /**
   * The tokens of GitHub Actions for one branch, tag or environment of a repository.
   *
   * @throws when a name is empty or has a wildcard, or not exactly one of branch, tag, environment and unreviewedPullRequests is given
   * @see https://docs.github.com/actions/reference/security/oidc
   */
  public static githubActions(options: GithubActionsOptions): FederatedCredential {
    const subject = githubSubject("FederatedCredential.githubActions", options);
    return exchanged(options.issuer ?? GITHUB, { subject });
  }

  /**
   * The tokens of a service connection of Azure DevOps whose issuer is Azure DevOps. If its issuer is Entra ID, use {@link oidc} with the issuer and
   * the subject that the service connection shows.
   *
   * @throws when a name is empty or has a wildcard
   * @see https://learn.microsoft.com/azure/devops/pipelines/release/configure-workload-identity
   */
  public static azureDevOps(options: AzureDevOpsOptions): FederatedCredential {
    const place = "FederatedCredential.azureDevOps";
    checkObject(place, "options", options, AZURE_DEVOPS);
    const { organizationId, organization, project, serviceConnection } = options;
    check(place, "organizationId", organizationId, RULES.guid);
    check(place, "organization", organization, CREDENTIAL_RULES.azureDevOpsName);
    check(place, "project", project, CREDENTIAL_RULES.azureDevOpsName);
    check(place, "serviceConnection", serviceConnection, CREDENTIAL_RULES.azureDevOpsName);
    return exchanged(`https://vstoken.dev.azure.com/${organizationId}`, {
      subject: `sc://${organization}/${project}/${serviceConnection}`,
    });
  }

  /**
   * The tokens of a service account of a Kubernetes cluster.
   *
   * @throws when the issuer is no https URL, or a name is empty or has a wildcard
   * @see https://learn.microsoft.com/azure/aks/workload-identity-overview
   */
  public static kubernetes(options: KubernetesOptions): FederatedCredential {
    const place = "FederatedCredential.kubernetes";
    checkObject(place, "options", options, KUBERNETES);
    const { issuer, serviceAccountNamespace, serviceAccount } = options;
    check(place, "issuer", issuer, CREDENTIAL_RULES.federatedIssuer);
    check(place, "serviceAccountNamespace", serviceAccountNamespace, CREDENTIAL_RULES.kubernetesNamespace);
    check(place, "serviceAccount", serviceAccount, CREDENTIAL_RULES.kubernetesServiceAccount);
    return exchanged(issuer, { subject: `system:serviceaccount:${serviceAccountNamespace}:${serviceAccount}` });
  }

  /**
   * The tokens of any issuer of OpenID Connect, for one subject.
   *
   * @throws when the issuer is no https URL, the subject is empty or has a wildcard, the issuer is open to everybody and the subject names no owner, or
   * pull requests get in
   */
  public static oidc(options: OidcFederationOptions): FederatedCredential {
    const place = "FederatedCredential.oidc";
    checkObject(place, "options", options, OIDC);
    const { issuer, subject, audience, unreviewedPullRequests = false } = options;
    check(place, "issuer", issuer, CREDENTIAL_RULES.federatedIssuer);
    check(place, "subject", subject, CREDENTIAL_RULES.federatedSubject);
    checkOptional(place, "audience", audience, CREDENTIAL_RULES.federatedAudience);
    checkSubject(place, issuer, subject, unreviewedPullRequests);
    return exchanged(issuer, { subject, audience });
  }

  /**
   * The tokens whose claims match an expression, with wildcards: a preview of Entra ID for GitHub, GitLab and HCP Terraform.
   *
   * @throws when the expression is none, or lets in others than the owner, or pull requests
   * @see https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials
   */
  public static flexible(options: FlexibleFederationOptions): FederatedCredential {
    const place = "FederatedCredential.flexible";
    checkObject(place, "options", options, FLEXIBLE);
    const { issuer, expression, audience, unreviewedPullRequests = false } = options;
    check(place, "issuer", issuer, CREDENTIAL_RULES.federatedIssuer);
    check(place, "expression", expression, CREDENTIAL_RULES.matchingExpression);
    checkOptional(place, "audience", audience, CREDENTIAL_RULES.flexibleAudience);
    checkExpression(place, issuer, expression, unreviewedPullRequests);
    return exchanged(issuer, { expression, audience });
  }

  /** @internal */
  public static _of(trust: (owner: CredentialOwner) => Trust): FederatedCredential {
    return new FederatedCredential(trust);
  }

  private constructor(private readonly trust: (owner: CredentialOwner) => Trust) {}

  /** @internal */
  public _trust(owner: CredentialOwner): Trust {
    return this.trust(owner);
  }
}

/** Unless another audience is given, the token is for the exchange in the cloud of the registration. */
function exchanged(issuer: string, { audience, ...rest }: Partial<Trust>): FederatedCredential {
  return FederatedCredential._of(({ authority: { cloud } }) => ({
    issuer,
    ...rest,
    audience: audience ?? tokenExchangeAudience(cloud),
  }));
}
