import type { Construct, IConstruct } from "constructs";
import { CheckedConstruct, checkProps, type Kinds, listOf, NUMBER, optional, STRING, STRINGS } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkNumber, checkOptional, RULES } from "../../core/rules";
import { CLIENT, RESOURCE_SERVER } from "../../core/shared-kinds";
import { requireApplicationRole, requireScope, requireUserRole } from "../../entra/registrations";
import { ENTRA_RULES } from "../../entra/rules";
import type { IOAuthClient, IResourceServer } from "../../oauth/resource-server";
import { csharpString } from "../../policy/csharp/literal";
import { PolicyValue } from "../../policy/model/value";
import {
  Choose,
  ExistsAction,
  ReturnResponse,
  SetBody,
  SetHeader,
  SetStatus,
  ValidateJwt,
} from "../../policy/statements";
import { anonymousJwtPolicy, emptyResourceServer, noAllowedClient, secondJwtPolicy, usersHaveNoRoles } from "../errors";
import { CALLERS, TARGET } from "../kinds";
import { ApimPolicy } from "../policy/apim-policy";
import { Phase, type AddedStatement } from "../policy/order";
import type { IPolicyTarget } from "../policy-target";
import { requireReachable, requireSameCloud, serviceOf, warnAboutRefused } from "./agreement";
import { authorizationCondition } from "./authorization-condition";
import type { Callers } from "./callers";
import type { TokenCheck } from "./inherited-checks";
import { callersOfAny, groupByCallers, isNoneOf, isOneOf, type OperationGroup, OPERATIONS } from "./operation-callers";

/** Properties of `JwtPolicy`: which tokens may call the target. */
export interface JwtPolicyProps {
  /** The API, operation or service to protect. */
  readonly target: IPolicyTarget;
  /**
   * The API that the tokens are for: an `AppRegistration`, or a `ResourceServer` for another issuer.
   * Metadata, issuer, audience and the names of claims follow from it.
   */
  readonly resource: IResourceServer;
  /** Who may call. An operation with `callers` of its own has those instead. */
  readonly callers: Callers;
  /**
   * The client applications that may call, on behalf of users or for themselves.
   *
   * @default - every client with a matching role or scope
   */
  readonly allowedClients?: IOAuthClient[];
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
   * The protection space that the `WWW-Authenticate` header names.
   *
   * @default - the realm of the resource server: for an `AppRegistration` its client id
   */
  readonly realm?: string;
}

const PROPS: Kinds<JwtPolicyProps> = {
  target: TARGET,
  resource: RESOURCE_SERVER,
  callers: CALLERS,
  allowedClients: optional(listOf(CLIENT, "clients")),
  headerName: optional(STRING),
  failedValidationHttpcode: optional(NUMBER),
  failedValidationErrorMessage: optional(STRING),
  clockSkewSeconds: optional(NUMBER),
  realm: optional(STRING),
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

  /** @internal */
  public readonly _check: TokenCheck;

  private readonly policy: ApimPolicy;

  /**
   * @throws when the API has no such role or scope, the target has a JwtPolicy already, or an option is out of range
   */
  public constructor(scope: Construct, id: string, props: JwtPolicyProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { resource, callers } = props;
    check(this, "headerName", props.headerName ?? "Authorization", RULES.httpToken);
    check(this, "failedValidationErrorMessage", props.failedValidationErrorMessage ?? "Unauthorized", RULES.text);
    checkOptional(this, "realm", props.realm, RULES.quotedString);
    checkNumber(this, "failedValidationHttpcode", props.failedValidationHttpcode, "401 or 403", (code) =>
      [401, 403].includes(code),
    );
    checkNumber(
      this,
      "clockSkewSeconds",
      props.clockSkewSeconds,
      "a whole number from 0 to 300",
      (seconds) => Number.isInteger(seconds) && seconds >= 0 && seconds <= 300,
    );
    if (props.allowedClients?.length === 0) throw noAllowedClient(this);
    if (callers.isAnonymous) throw anonymousJwtPolicy(this);
    requireKnownCallers(this, resource, callers);

    this.resource = resource;
    this.callers = callers;
    this.tokenVariable = TOKEN_VARIABLE;
    this.metadataUrl = resource.metadataUrl;
    this.issuers = resource.issuers;
    this.audiences = resource.audiences;
    check(this, "metadataUrl of the resource server", this.metadataUrl, RULES.httpUrl);
    STRINGS.require(this, "issuers of the resource server", this.issuers);
    STRINGS.require(this, "audiences of the resource server", this.audiences);
    // Without them validate-jwt would accept the tokens of any issuer, or for any API.
    if (this.issuers.length === 0) throw emptyResourceServer(this, resource.displayName, "issuer");
    if (this.audiences.length === 0) throw emptyResourceServer(this, resource.displayName, "audience");
    for (const audience of this.audiences) {
      check(this, "audience of the resource server", audience, ENTRA_RULES.audience);
    }

    const { target, allowedClients } = props;
    const service = serviceOf(target);
    if (service !== undefined) requireSameCloud(this, service, resource);
    requireReachable(this, allowedClients ?? [], resource);
    this.node.addValidation({
      validate: () => {
        const operations = OPERATIONS.of(this, ...target.policyTarget.key);
        warnAboutRefused(this, resource, callersOfAny(callers, operations), allowedClients);
        return [];
      },
    });
    const policy = ApimPolicy.of(target);
    this.policy = policy;
    this._check = {
      place: this.node.path,
      resource,
      callers,
      allowedClients: props.allowedClients,
      headerName: (props.headerName ?? "Authorization").toLowerCase(),
    };
    const other = JwtPolicy._tryFind(target);
    if (other !== undefined) throw secondJwtPolicy(this, policy.target.policyTarget.label, other.node.path);
    TOKEN_CHECKS.add(this, ...target.policyTarget.key);
    for (const { operation, callers: own } of OPERATIONS.of(this, ...target.policyTarget.key)) {
      if (own !== undefined) requireKnownCallers(operation, resource, own);
    }
    const validateJwt = this.validateJwt(props);
    const authorize = this.authorize(props, callers);
    policy._addInboundLate(() => this.checks(props, validateJwt, authorize));
    policy.addOnError(this.challenge(props));
  }

  /**
   * Checks that the resource server knows the callers of an operation, and writes them into the document.
   *
   * @internal
   */
  public _admit(operation: IConstruct, callers: Callers): void {
    requireKnownCallers(operation, this.resource, callers);
    this.policy._discard();
  }

  /** The checks as the document has them, when all operations are known: one of the token, one of the caller. */
  private checks(props: JwtPolicyProps, validateJwt: ValidateJwt, authorize: Choose): AddedStatement[] {
    const operations = OPERATIONS.of(this, ...props.target.policyTarget.key);
    const groups = groupByCallers(operations, props.callers);
    const open = groups.find(({ callers }) => callers.isAnonymous);
    const authorizeAll = this.authorizeByOperation(
      props,
      groups.filter((group) => group !== open),
      authorize,
    );
    if (open === undefined) {
      return [
        { node: validateJwt, phase: Phase.AUTHENTICATION },
        { node: authorizeAll, phase: Phase.AUTHORIZATION },
      ];
    }
    const condition = PolicyValue.expression(isNoneOf(open.operationIds));
    const node = new Choose({ when: [{ condition, statements: [validateJwt, authorizeAll] }] });
    return [{ node, phase: Phase.AUTHENTICATION }];
  }

  private authorizeByOperation(props: JwtPolicyProps, groups: readonly OperationGroup[], others: Choose): Choose {
    if (groups.length === 0) return others;
    const when = groups.map(({ callers, operationIds }) => ({
      condition: PolicyValue.expression(isOneOf(operationIds)),
      statements: [this.authorize(props, callers)],
    }));
    return new Choose({ when, otherwise: [others] });
  }

  /** Rejects requests without a token from the issuer, for this API, that has not expired. */
  private validateJwt(props: JwtPolicyProps): ValidateJwt {
    const headerName = props.headerName ?? "Authorization";
    return new ValidateJwt({
      headerName,
      // API Management ignores the scheme for every other header.
      requireScheme: headerName.toLowerCase() === "authorization" ? "Bearer" : undefined,
      failedValidationHttpcode: props.failedValidationHttpcode ?? 401,
      failedValidationErrorMessage: props.failedValidationErrorMessage ?? "Unauthorized",
      requireExpirationTime: true,
      requireSignedTokens: true,
      clockSkewSeconds: props.clockSkewSeconds,
      outputTokenVariableName: TOKEN_VARIABLE,
      openidConfigs: [this.metadataUrl, ...(this.resource.furtherMetadataUrls ?? [])].map((url) => ({ url })),
      audiences: this.audiences,
      issuers: this.issuers,
    });
  }

  /** Rejects callers that lack the role or scope. */
  private authorize(props: JwtPolicyProps, callers: Callers): Choose {
    const { resource } = props;
    const challenge = [`Bearer realm=${this.realm(props)}`, 'error="insufficient_scope"'];
    const scopes = callers.scopes.map((name) => resource.requestedScope(name)).join(" ");
    if (scopes !== "") challenge.push(`scope=${quotedString(scopes)}`);
    const forbidden = new ReturnResponse({
      status: new SetStatus({ code: 403, reason: "Forbidden" }),
      headers: [setHeader("WWW-Authenticate", challenge.join(", ")), setHeader("Content-Type", "application/json")],
      body: new SetBody({ body: '{ "statusCode": 403, "message": "Forbidden" }' }),
    });
    const condition = authorizationCondition(TOKEN_VARIABLE, resource, callers, props.allowedClients);
    return new Choose({ when: [{ condition: PolicyValue.expression(`!(${condition})`), statements: [forbidden] }] });
  }

  /** Adds the challenge that says what is missing to a 401 response. */
  private challenge(props: JwtPolicyProps): Choose {
    const noToken = `Bearer realm=${this.realm(props)}`;
    const badToken = `${noToken}, error="invalid_token"`;
    const value = `context.LastError.Reason == "TokenNotPresent" ? ${csharpString(noToken)} : ${csharpString(badToken)}`;
    return new Choose({
      when: [
        {
          condition: PolicyValue.expression('context.LastError.Source == "validate-jwt"'),
          statements: [setHeader("WWW-Authenticate", PolicyValue.expression(value))],
        },
      ],
    });
  }

  private realm(props: JwtPolicyProps): string {
    return quotedString(props.realm ?? props.resource.realm);
  }
}

/** Throws when the resource server certainly lacks a role or a scope of the callers. */
function requireKnownCallers(place: IConstruct, resource: IResourceServer, callers: Callers): void {
  for (const role of callers.roles) requireApplicationRole(place, resource, role);
  for (const name of callers.scopes) requireScope(place, resource, name);
  const userRoles = callers._users.flatMap(({ roles }) => roles);
  const { scopes, roles } = resource.claims;
  if (userRoles.length > 0 && scopes.name === roles.name) {
    throw usersHaveNoRoles(place, resource.displayName, roles.name);
  }
  for (const role of userRoles) requireUserRole(place, resource, role);
}

/** A parameter of an HTTP header. Text next to a Terraform value has not been checked and may contain quotes. */
function quotedString(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

function setHeader(name: string, value: string | PolicyValue): SetHeader {
  return new SetHeader({ name, existsAction: ExistsAction.OVERRIDE, values: [value] });
}
