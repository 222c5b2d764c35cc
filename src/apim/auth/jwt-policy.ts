import type { Construct, IConstruct } from "constructs";
import { CheckedConstruct, checkProps } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { checkOptional, RULES } from "../../core/rules";
import { noteReference } from "../../core/stack-references";
import { isAppRegistration } from "../../entra/registrations";
import type { IResourceServer } from "../../oauth/resource-server";
import { writtenExpression } from "../../policy/model/written-value";
import { Choose } from "../../policy/statements";
import { secondJwtPolicy, exchangeForApplications, exchangeOfForeignToken } from "../errors";
import type { PolicyElement } from "../../policy/model/node";
import { ApimPolicy } from "../policy/apim-policy";
import { Phase, type AddedStatement } from "../policy/order";
import type { IPolicyTarget } from "../policy-target";
import { type AcceptedTokens, requireAcceptable, requireApart, requireKnownBySome } from "./accepted-tokens";
import { requireReachable, requireSameCloud, serviceOf, warnAboutRefused } from "./agreement";
import type { BackendToken } from "./backend-token";
import type { Callers } from "./callers";
import { removeHeader } from "../policy/headers";
import { type Challenge, challengeOf401, headerValue, requestedScopes } from "./challenge";
import { checkStatements } from "./check-statements";
import { followCredentials, warnAboutCredential } from "./exchange-credentials";
import { claimHeaders, requireClaimHeaders } from "./claim-headers";
import type { TokenCheck } from "./inherited-checks";
import { JWT_POLICY_PROPS, type JwtPolicyProps } from "./jwt-policy-props";
import { callersOfAny, groupByCallers, isNoneOf, OPERATIONS } from "./operation-callers";
import { TOKEN_VARIABLE, validationSettings } from "./token-check-options";
import { requireValidatable, type ValidationSettings } from "./token-validation";
import { CallerVariable } from "./verified-caller";

const TOKEN_CHECKS = new Registry<JwtPolicy>("token check");

/**
 * Accepts only requests with a valid access token for the API, from a caller with a matching role or scope.
 *
 * A missing or invalid token is answered 401, a valid one without a matching role or scope 403, both with a `WWW-Authenticate` header.
 * After the check the variable `tokenVariable` (`jwt`) holds the token.
 *
 * @see https://learn.microsoft.com/azure/api-management/validate-jwt-policy
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export class JwtPolicy extends CheckedConstruct {
  /**
   * The policy that validates the tokens for a target, or for another one with a key, or undefined if it is not known.
   *
   * @internal
   */
  public static _tryFind(target: IPolicyTarget, key = target.policyTarget.key): JwtPolicy | undefined {
    return TOKEN_CHECKS.tryFind(target, ...key);
  }

  /** What the policy protects. */
  public readonly target: IPolicyTarget;
  /** The API that the tokens are for. */
  public readonly resource: IResourceServer;
  /** Who may call. */
  public readonly callers: Callers;
  /** The variable that holds the validated token after the check, for `PolicyExpression.claim`. */
  public readonly tokenVariable: string;
  /** The OpenID Connect metadata that names the signing keys. */
  public readonly metadataUrl: string;
  /** The accepted values of claim `iss`. */
  public readonly issuers: string[];
  /** The accepted values of claim `aud`. */
  public readonly audiences: string[];

  /**
   * The tokens that are accepted: those of `resource` first.
   *
   * @internal
   */
  public readonly _accepted: readonly AcceptedTokens[];
  /**
   * What a token must pass, one of them.
   *
   * @internal
   */
  public readonly _checks: readonly TokenCheck[];

  private readonly policy: ApimPolicy;
  private readonly options: ValidationSettings;
  private readonly realm?: string;
  private resourceMetadata?: string;
  private firstCallers: Callers;
  /** The variables that name the caller, and are used. */
  private readonly names = new Set<CallerVariable>();

  /**
   * @throws when the API has no such role or scope, the target has a JwtPolicy already, or an option is out of range
   */
  public constructor(scope: Construct, id: string, props: JwtPolicyProps) {
    super(scope, id);
    checkProps(this, props, JWT_POLICY_PROPS);
    const { resource, target, backendToken, limits = [], claimsToHeaders = {} } = props;
    this.options = validationSettings(this, props);
    checkOptional(this, "realm", props.realm, RULES.quotedString);
    const { headerName } = this.options;
    const accepted: readonly AcceptedTokens[] = [
      { resource, callers: props.callers, allowedClients: props.allowedClients },
      ...(props.alsoAccepts ?? []),
    ];
    for (const tokens of accepted) {
      noteReference(this, "takes tokens for", tokens.resource, ...tokens.resource.audiences);
      requireAcceptable(this, tokens);
      requireValidatable(this, tokens.resource, this.options);
      const service = serviceOf(target);
      if (service !== undefined) requireSameCloud(this, service, tokens.resource);
      requireReachable(this, tokens.allowedClients ?? [], tokens.resource);
    }
    requireApart(this, accepted);
    requireClaimHeaders(this, claimsToHeaders, headerName);
    if (backendToken?._isForUsers === true && (accepted.length > 1 || !isAppRegistration(resource))) {
      throw exchangeOfForeignToken(this);
    }

    this.target = target;
    this.resource = resource;
    this.callers = props.callers;
    this.firstCallers = props.callers;
    this.tokenVariable = TOKEN_VARIABLE;
    this.metadataUrl = resource.metadataUrl;
    this.issuers = resource.issuers;
    this.audiences = resource.audiences;
    this.realm = props.realm;
    this._accepted = accepted;
    this._checks = accepted.map((tokens) => ({
      ...tokens,
      place: this.node.path,
      allowedClients: tokens.allowedClients,
      headerName: headerName.toLowerCase(),
      changedHeaders: backendToken?._changedHeaders(headerName).map((name) => name.toLowerCase()),
    }));

    const policy = ApimPolicy.of(target);
    this.policy = policy;
    const other = JwtPolicy._tryFind(target);
    if (other !== undefined) throw secondJwtPolicy(this, policy.target.policyTarget.label, other.node.path);
    TOKEN_CHECKS.add(this, ...target.policyTarget.key);
    for (const { operation, callers: own } of this.operations) {
      if (own !== undefined) requireKnownBySome(operation, accepted, own);
    }
    this.node.addValidation({ validate: () => this.judge(backendToken) });
    policy._addInboundLate(() => this.statements());
    policy._addOnErrorLate(() => [
      challengeOf401(this._challengeFor(resource), this.options.validation, this.firstScopes),
    ]);
    if (limits.length > 0) this._nameCaller(CallerVariable.CALLER);
    policy.addInbound(...limits.map((limit, index) => limit._statement(`${target.policyTarget.label}|${index}`)));
    policy._addInboundIn(Phase.TO_BACKEND, ...claimHeaders(claimsToHeaders, TOKEN_VARIABLE));
    if (backendToken !== undefined) this.replaceToken(backendToken);
    if (backendToken?._authentication !== undefined) followCredentials(this, policy, backendToken._authentication);
  }

  /**
   * Checks that a resource server knows the callers of an operation, and writes them into the document.
   *
   * @internal
   */
  public _admit(operation: IConstruct, callers: Callers): void {
    requireKnownBySome(operation, this._accepted, callers);
    this.policy._discard();
  }

  /**
   * Names the caller in a variable, for what comes after the check.
   *
   * @internal
   */
  public _nameCaller(variable: CallerVariable): void {
    this.names.add(variable);
    this.policy._discard();
  }

  /**
   * Puts the address of the metadata into the challenges.
   *
   * @internal
   */
  public _publishAt(resourceMetadata: string): void {
    this.resourceMetadata = resourceMetadata;
    this.policy._discard();
  }

  /**
   * Says whose scopes a client asks for first, where those of the target include what only some requests need.
   *
   * @internal
   */
  public _askFirstFor(callers: Callers): void {
    this.firstCallers = callers;
    this.policy._discard();
  }

  /** @internal */
  public _challengeFor(resource: IResourceServer): Challenge {
    const { resourceMetadata } = this;
    return { realm: this.realm ?? resource.realm, resourceMetadata };
  }

  /**
   * The scopes that callers can ask for, as they ask for them, when all operations are known.
   *
   * @internal
   */
  public get _scopes(): string[] {
    return [
      ...new Set(
        this._accepted.flatMap(({ resource, callers }) =>
          requestedScopes(resource, callersOfAny(callers, this.operations).scopes),
        ),
      ),
    ];
  }

  /**
   * The header that the token is in.
   *
   * @internal
   */
  public get _headerName(): string {
    return this.options.headerName;
  }

  private get operations(): ReturnType<typeof OPERATIONS.of> {
    return OPERATIONS.of(this, ...this.target.policyTarget.key);
  }

  /** Gives the backend another token. Where one needs a user, an operation without a check has none. */
  private replaceToken(backendToken: BackendToken): void {
    const { headerName } = this.options;
    const make = (): PolicyElement[] => {
      const challenge = headerValue(this._challengeFor(this.resource), 'error="invalid_token"');
      return backendToken._statements({ headerName, resource: this.resource, challenge });
    };
    const added = (): readonly PolicyElement[] => {
      const open = this.openOperations;
      if (!backendToken._isForUsers || open.length === 0) return make();
      const when = [{ condition: writtenExpression(isNoneOf(open)), statements: make() }];
      return [new Choose({ when, otherwise: [removeHeader(headerName)] })];
    };
    this.policy._addInboundLate(() => added().map((node) => ({ node, phase: Phase.TO_BACKEND })), make());
  }

  /** The operations that everyone may call. */
  private get openOperations(): readonly string[] {
    return this.operations.filter(({ callers }) => callers?.isAnonymous === true).map(({ operationId }) => operationId);
  }

  /** The checks as the document has them, when all operations are known. */
  private statements(): AddedStatement[] {
    const groups = groupByCallers(
      this.operations,
      this._accepted.map(({ callers }) => callers),
    );
    const closed = groups.filter(({ callers }) => !callers.isAnonymous);
    const open = this.openOperations;
    const statements = checkStatements(closed, {
      accepted: this._accepted,
      settings: this.options,
      names: this.names,
      challengeFor: (resource) => this._challengeFor(resource),
    });
    if (open.length === 0) {
      return statements.map((node, index) => ({
        node,
        phase: index === 0 ? Phase.AUTHENTICATION : Phase.AUTHORIZATION,
      }));
    }
    const condition = writtenExpression(isNoneOf(open));
    return [{ node: new Choose({ when: [{ condition, statements }] }), phase: Phase.AUTHENTICATION }];
  }

  /** The scopes that a client without a token asks for: if no user may call everything, those of any operation. */
  private get firstScopes(): string[] {
    const { scopes } = this.firstCallers;
    return requestedScopes(
      this.resource,
      scopes.length > 0 ? scopes : callersOfAny(this.callers, this.operations).scopes,
    );
  }

  private judge(backendToken: BackendToken | undefined): string[] {
    const errors: string[] = [];
    for (const { resource, callers, allowedClients } of this._accepted) {
      const all = callersOfAny(callers, this.operations);
      warnAboutRefused(this, resource, all, allowedClients);
      warnAboutCredential(this, backendToken?._authentication);
      if (backendToken?._isForUsers === true && all.roles.length > 0) errors.push(exchangeForApplications(all.roles));
    }
    return errors;
  }
}
