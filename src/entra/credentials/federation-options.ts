/** Options of `FederatedCredential.githubActions`: a repository, and exactly one of branch, tag, environment and unreviewedPullRequests. */
export interface GithubActionsOptions {
  /** The organization or user that owns the repository, in its capitals. */
  readonly owner: string;
  /** The name of the repository without its owner, in its capitals. */
  readonly repository: string;
  /**
   * The number of the owner. Repositories that were made, renamed or moved after 15 July 2026 have it in their tokens, so that nobody takes over the
   * name later; others can opt in.
   *
   * @default - the tokens have names only
   */
  readonly ownerId?: string;
  /**
   * The number of the repository. Goes with ownerId.
   *
   * @default - the tokens have names only
   */
  readonly repositoryId?: string;
  /**
   * Workflows that run on this branch, such as `main`, in jobs without an environment.
   *
   * @default - none
   */
  readonly branch?: string;
  /**
   * Workflows that run on this tag, such as `v1`, in jobs without an environment.
   *
   * @default - none
   */
  readonly tag?: string;
  /**
   * Jobs with this environment. Its protection rules decide which branches may use it: make it in GitHub first, because a job that names one that is
   * not there makes it without rules.
   *
   * @default - none
   */
  readonly environment?: string;
  /**
   * Workflows of pull requests: everybody who can push a branch to the repository runs any code with this identity before a review. GitHub gives
   * forks no token, unless a private repository sends its write tokens to them.
   *
   * @default false
   */
  readonly unreviewedPullRequests?: boolean;
  /**
   * The issuer of the tokens of an enterprise or of GitHub Enterprise Server.
   *
   * @default "https://token.actions.githubusercontent.com"
   */
  readonly issuer?: string;
}

/** Options of `FederatedCredential.azureDevOps`: a service connection. */
export interface AzureDevOpsOptions {
  /** The GUID of the organization: the end of the issuer that the service connection shows. */
  readonly organizationId: string;
  /** The name of the organization. */
  readonly organization: string;
  /** The name of the project. */
  readonly project: string;
  /** The name of the service connection. */
  readonly serviceConnection: string;
}

/** Options of `FederatedCredential.kubernetes`: a service account. */
export interface KubernetesOptions {
  /** The URL of the cluster's issuer, such as the attribute `oidc_issuer_url` of an AKS cluster. */
  readonly issuer: string;
  /** The namespace of the service account. */
  readonly serviceAccountNamespace: string;
  /** The name of the service account. */
  readonly serviceAccount: string;
}

/** Options of `FederatedCredential.oidc`: an issuer and a subject. */
export interface OidcFederationOptions {
  /** The claim `iss` of the tokens, an https URL. */
  readonly issuer: string;
  /** The claim `sub` of the tokens, whole and in its capitals. */
  readonly subject: string;
  /**
   * The claim `aud` of the tokens.
   *
   * @default - what Entra ID recommends for the cloud of the registration, `api://AzureADTokenExchange` in the public one
   */
  readonly audience?: string;
  /**
   * Whether the subject may be that of pull requests of GitHub, such as one of a repository without a branch, a tag or an environment. Nobody has reviewed
   * their code.
   *
   * @default false
   */
  readonly unreviewedPullRequests?: boolean;
}

/** Options of `FederatedCredential.flexible`: an issuer and an expression. */
export interface FlexibleFederationOptions {
  /** The claim `iss` of the tokens, an https URL. */
  readonly issuer: string;
  /** What the claims must match, such as `claims['sub'] matches 'repo:contoso/orders:ref:refs/heads/*'`. */
  readonly expression: string;
  /**
   * The claim `aud` of the tokens.
   *
   * @default - what Entra ID recommends for the cloud of the registration, `api://AzureADTokenExchange` in the public one
   */
  readonly audience?: string;
  /**
   * Whether the expression may match pull requests of GitHub, any environment of a repository, or merge requests of GitLab. Nobody has reviewed their
   * code.
   *
   * @default false
   */
  readonly unreviewedPullRequests?: boolean;
}
