import type { Construct, IConstruct } from "constructs";
import {
  CheckedConstruct,
  checkProps,
  type Kinds,
  listOf,
  NUMBER,
  oneOf,
  optional,
  STRING,
  TEXTS,
} from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkNumber, checkOptional, RULES } from "../../core/rules";
import { isAppRegistration } from "../../entra/registrations";
import type { IResourceServer } from "../../oauth/resource-server";
import type { PolicyElement } from "../../policy/model/node";
import { PolicyValue } from "../../policy/model/value";
import { Choose } from "../../policy/statements";
import { exchangeForApplications, exchangeOfForeignToken, secondJwtPolicy } from "../errors";
import { BACKEND_TOKEN, CALLER_LIMIT, TARGET } from "../kinds";
import { ApimPolicy } from "../policy/apim-policy";
import { Phase, type AddedStatement } from "../policy/order";
import type { IPolicyTarget } from "../policy-target";
import {
  ACCEPTED_TOKENS,
  type AcceptedTokens,
  requireAcceptable,
  requireApart,
  requireKnownBySome,
  TOKENS,
} from "./accepted-tokens";
import { requireReachable, requireSameCloud, serviceOf, warnAboutRefused } from "./agreement";
import type { BackendToken } from "./backend-token";
import type { CallerLimit } from "./caller-limit";
import type { Callers } from "./callers";
import { type Challenge, challengeOf401, headerValue, refuseOthers, removeHeader, requestedScopes } from "./challenge";
import { claimHeaders, requireClaimHeaders } from "./claim-headers";
import type { TokenCheck } from "./inherited-checks";
import { callersOfAny, groupByCallers, isNoneOf, isOneOf, type OperationGroup, OPERATIONS } from "./operation-callers";
import {
  claimsToBeOf,
  requireValidatable,
  TokenValidation,
  type ValidationSettings,
  validationOf,
} from "./token-validation";
import { CallerVariable, nameCaller } from "./verified-caller";

/** Properties of `JwtPolicy`: which tokens may call the target. */
export interface JwtPolicyProps extends AcceptedTokens {
  /** The service, product, workspace, API or operation to protect. */
  readonly target: IPolicyTarget;
  /**
   * Further resource servers whose tokens are accepted, such as a second tenant, or the registration that replaces this one. A token must be one of
   * them in all: issuer, keys, audience and callers. `callers` of an operation hold for the tokens of each.
   *
   * @default - none
   */
  readonly alsoAccepts?: AcceptedTokens[];
  /**
   * The statement that validates the tokens.
   *
   * @default TokenValidation.JWT
   */
  readonly validation?: TokenValidation;
  /**
   * The header that holds the token. `Authorization` needs the scheme `Bearer` before the token; another header holds the bare token.
   *
   * @default "Authorization"
   */
  readonly headerName?: string;
  /**
   * The status of the response to a missing or invalid token: 401 or 403. A valid token without a matching role or scope is always answered 403.
   *
   * @default 401
   */
  readonly failedValidationHttpcode?: number;
  /**
   * The text of the response to a missing or invalid token. Anyone can read it: reveal nothing that helps an attacker.
   *
   * @default "Unauthorized"
   */
  readonly failedValidationErrorMessage?: string;
  /**
   * How far the clocks of the gateway and of the issuer may differ, in seconds, from 0 to 300.
   *
   * @default 0
   */
  readonly clockSkewSeconds?: number;
  /**
   * Headers that give the backend claims of the validated token, such as `{ "x-user-id": "oid" }`. What the caller sent in them is removed.
   * Characters that a header cannot hold, and `%`, are percent-encoded; several values have commas between them.
   *
   * @default - none
   */
  readonly claimsToHeaders?: Record<string, string>;
  /**
   * What each caller may use.
   *
   * @default - no limit
   */
  readonly limits?: CallerLimit[];
  /**
   * What the backend gets in place of the caller's token.
   *
   * @default BackendToken.forward()
   */
  readonly backendToken?: BackendToken;
  /**
   * The protection space that the `WWW-Authenticate` header names.
   *
   * @default - the realm of the resource server: for an `AppRegistration` its client id
   */
  readonly realm?: string;
}

const PROPS: Kinds<JwtPolicyProps> = {
  ...ACCEPTED_TOKENS,
  target: TARGET,
  alsoAccepts: optional(listOf(TOKENS, "tokens")),
  validation: optional(oneOf("TokenValidation", TokenValidation)),
  headerName: optional(STRING),
  failedValidationHttpcode: optional(NUMBER),
  failedValidationErrorMessage: optional(STRING),
  clockSkewSeconds: optional(NUMBER),
  realm: optional(STRING),
  claimsToHeaders: optional(TEXTS),
  limits: optional(listOf(CALLER_LIMIT, "CallerLimit")),
  backendToken: optional(BACKEND_TOKEN),
};
const TOKEN_VARIABLE = "jwt";

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
   * The policy that validates the tokens for a target, or undefined if it is not known.
   *
   * @internal
   */
  public static _tryFind(target: IPolicyTarget): JwtPolicy | undefined {
    return TOKEN_CHECKS.tryFind(target, ...target.policyTarget.key);
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
  /** The variables that name the caller, and are used. */
  private readonly names = new Set<CallerVariable>();

  /**
   * @throws when the API has no such role or scope, the target has a JwtPolicy already, or an option is out of range
   */
  public constructor(scope: Construct, id: string, props: JwtPolicyProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { resource, target, backendToken, limits = [], claimsToHeaders = {} } = props;
    this.options = validationSettings(this, props);
    checkOptional(this, "realm", props.realm, RULES.quotedString);
    const { headerName } = this.options;
    const accepted: readonly AcceptedTokens[] = [
      { resource, callers: props.callers, allowedClients: props.allowedClients },
      ...(props.alsoAccepts ?? []),
    ];
    for (const tokens of accepted) {
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
    policy._addOnErrorLate(() => [challengeOf401(this.challengeFor(resource), this.options.validation)]);
    if (limits.length > 0) this._nameCaller(CallerVariable.CALLER);
    policy.addInbound(...limits.map((limit, index) => limit._statement(`${target.policyTarget.label}|${index}`)));
    policy._addInboundIn(Phase.TO_BACKEND, ...claimHeaders(claimsToHeaders, TOKEN_VARIABLE));
    if (backendToken !== undefined) this.replaceToken(backendToken);
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
      const challenge = headerValue(this.challengeFor(this.resource), 'error="invalid_token"');
      return backendToken._statements({ headerName, resource: this.resource, challenge });
    };
    const added = (): readonly PolicyElement[] => {
      const open = this.openOperations;
      if (!backendToken._isForUsers || open.length === 0) return make();
      const when = [{ condition: PolicyValue.expression(isNoneOf(open)), statements: make() }];
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
    const groups = groupByCallers(this.operations, this.callers);
    const closed = groups.filter(({ callers }) => !callers.isAnonymous);
    const open = this.openOperations;
    const [first, ...others] = this._accepted.map((tokens) => this.check(tokens, closed));
    const statements = others.length === 0 ? first! : [this.select(others, first!)];
    if (open.length === 0) {
      return statements.map((node, index) => ({
        node,
        phase: index === 0 ? Phase.AUTHENTICATION : Phase.AUTHORIZATION,
      }));
    }
    const condition = PolicyValue.expression(isNoneOf(open));
    return [{ node: new Choose({ when: [{ condition, statements }] }), phase: Phase.AUTHENTICATION }];
  }

  /** What a token says of itself only selects the check. A token that says nothing known fails the first. */
  private select(others: readonly PolicyElement[][], first: PolicyElement[]): Choose {
    const when = others.map((statements, index) => ({
      condition: claimsToBeOf(this._accepted[index + 1]!.resource, this.options.headerName),
      statements,
    }));
    return new Choose({ when, otherwise: first });
  }

  /** Validates the token, then the caller: first 401, then 403. */
  private check(tokens: AcceptedTokens, groups: readonly OperationGroup[]): PolicyElement[] {
    const { resource } = tokens;
    return [
      validationOf(resource, this.options),
      this.authorizeByOperation(tokens, groups),
      ...[...this.names].map((name) => nameCaller(name, TOKEN_VARIABLE, resource)),
    ];
  }

  private authorizeByOperation(tokens: AcceptedTokens, groups: readonly OperationGroup[]): Choose {
    const authorize = (callers: Callers): Choose =>
      refuseOthers({ ...tokens, callers }, TOKEN_VARIABLE, this.challengeFor(tokens.resource));
    if (groups.length === 0) return authorize(tokens.callers);
    const when = groups.map(({ callers, operationIds }) => ({
      condition: PolicyValue.expression(isOneOf(operationIds)),
      statements: [authorize(callers)],
    }));
    return new Choose({ when, otherwise: [authorize(tokens.callers)] });
  }

  private challengeFor(resource: IResourceServer): Challenge {
    const { resourceMetadata } = this;
    return { realm: this.realm ?? resource.realm, resourceMetadata };
  }

  private judge(backendToken: BackendToken | undefined): string[] {
    const errors: string[] = [];
    for (const { resource, callers, allowedClients } of this._accepted) {
      const all = callersOfAny(callers, this.operations);
      warnAboutRefused(this, resource, all, allowedClients);
      if (backendToken?._isForUsers === true && all.roles.length > 0) errors.push(exchangeForApplications(all.roles));
    }
    return errors;
  }
}

function validationSettings(place: IConstruct, props: JwtPolicyProps): ValidationSettings {
  const { headerName = "Authorization", failedValidationErrorMessage: errorMessage = "Unauthorized" } = props;
  check(place, "headerName", headerName, RULES.httpToken);
  check(place, "failedValidationErrorMessage", errorMessage, RULES.text);
  checkNumber(place, "failedValidationHttpcode", props.failedValidationHttpcode, "401 or 403", (code) =>
    [401, 403].includes(code),
  );
  checkNumber(
    place,
    "clockSkewSeconds",
    props.clockSkewSeconds,
    "a whole number from 0 to 300",
    (seconds) => Number.isInteger(seconds) && seconds >= 0 && seconds <= 300,
  );
  return {
    validation: props.validation ?? TokenValidation.JWT,
    headerName,
    httpcode: props.failedValidationHttpcode ?? 401,
    errorMessage,
    clockSkewSeconds: props.clockSkewSeconds,
    variable: TOKEN_VARIABLE,
  };
}
