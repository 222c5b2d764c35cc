import { Construct } from "constructs";
import { check, checkNumber, checkOptional, RULES } from "../core/rules";
import { noAllowedClient } from "../core/errors";
import type { IAppRegistration } from "../entra/app-registration-base";
import { TokenVersion } from "../entra/token-version";
import { csharpString } from "../policy/csharp";
import { PolicyElement, PolicyText } from "../policy/node";
import { PolicyValue } from "../policy/value";
import { ApimPolicy } from "./apim-policy";
import type { Callers } from "./callers";
import type { IPolicyTarget } from "./policy-target";

/** Which tokens open what. */
export interface JwtPolicyProps {
  /** The API, the operation or the service that needs a token. */
  readonly target: IPolicyTarget;
  /** The registration of the API that the tokens are for. Metadata, issuer and audience follow from it. */
  readonly resource: IAppRegistration;
  /** Who may call. */
  readonly callers: Callers;
  /**
   * The only client applications that may call, for users or for themselves.
   *
   * @default - every client with a right role or scope
   */
  readonly allowedClients?: IAppRegistration[];
  /**
   * The header that holds the token. `Authorization` needs the scheme `Bearer` before the token; another header holds the bare token.
   *
   * @default "Authorization"
   */
  readonly headerName?: string;
  /**
   * The status of the answer to a missing or bad token: 401 or 403. A good token without a right role or scope is always answered 403.
   *
   * @default 401
   */
  readonly failedValidationHttpcode?: number;
  /**
   * The text of the answer to a missing or bad token. It is for everybody: say nothing in it that helps an attacker.
   *
   * @default "Unauthorized"
   */
  readonly failedValidationErrorMessage?: string;
  /**
   * How far the clocks of the gateway and of Entra ID may differ, in seconds, from 0 to 300.
   *
   * @default 0
   */
  readonly clockSkewSeconds?: number;
  /**
   * The protection space that the `WWW-Authenticate` header names.
   *
   * @default - the client id of the API
   */
  readonly realm?: string;
}

/** The variable that holds the validated token, for the statements after the check. */
const TOKEN_VARIABLE = "jwt";

/**
 * Lets a request pass only with a valid access token of Entra ID for the API, from a caller with a right role or scope.
 *
 * A missing or bad token is answered 401, a good one without a right role or scope 403, both with a `WWW-Authenticate` header.
 * After the check the variable `jwt` holds the token.
 *
 * @see https://learn.microsoft.com/azure/api-management/validate-jwt-policy
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export class JwtPolicy extends Construct {
  /** The OpenID Connect metadata that names the signing keys. */
  public readonly metadataUrl: string;
  /** What claim `iss` of a token must be. */
  public readonly issuer: string;
  /** What claim `aud` of a token must be: one of these. */
  public readonly audiences: string[];

  /**
   * @throws when the API has no such role or scope, the target has a JwtPolicy already, or an option is out of range
   */
  public constructor(scope: Construct, id: string, props: JwtPolicyProps) {
    super(scope, id);
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
    callers.roles.forEach((role) => resource._requireApplicationRole(this, role));
    callers.scopes.forEach((name) => resource._requireScope(this, name));

    const { authority, tokenVersion } = resource;
    this.metadataUrl = authority.metadataUrl(tokenVersion);
    this.issuer = authority.issuer(tokenVersion);
    // A version 2 token always names the client id. A version 1 token names what the client asked for.
    this.audiences =
      tokenVersion === TokenVersion.V2 ? [resource.clientId] : [resource.identifierUri, resource.clientId];

    ApimPolicy.of(props.target)._checkTokens(
      this,
      this.validateJwt(props),
      this.authorize(props),
      this.challenge(props),
    );
  }

  /** Is the token from Entra ID, for this API, and in time? */
  private validateJwt(props: JwtPolicyProps): PolicyElement {
    const headerName = props.headerName ?? "Authorization";
    const attributes: Record<string, PolicyValue | undefined> = {
      "failed-validation-httpcode": PolicyValue.number(props.failedValidationHttpcode ?? 401),
      "failed-validation-error-message": PolicyValue.text(props.failedValidationErrorMessage ?? "Unauthorized"),
      "header-name": PolicyValue.text(headerName),
      // API Management ignores the scheme for every other header.
      "require-scheme": headerName.toLowerCase() === "authorization" ? PolicyValue.text("Bearer") : undefined,
      "clock-skew": props.clockSkewSeconds === undefined ? undefined : PolicyValue.number(props.clockSkewSeconds),
      "require-expiration-time": PolicyValue.flag(true),
      "require-signed-tokens": PolicyValue.flag(true),
      "output-token-variable-name": PolicyValue.text(TOKEN_VARIABLE),
    };
    return element("validate-jwt", attributes, [
      element("openid-config", { url: PolicyValue.text(this.metadataUrl) }),
      element(
        "audiences",
        {},
        this.audiences.map((audience) => text("audience", audience)),
      ),
      element("issuers", {}, [text("issuer", this.issuer)]),
    ]);
  }

  /** May this caller in? */
  private authorize(props: JwtPolicyProps): PolicyElement {
    const { callers, resource } = props;
    const scopes = callers.scopes.map((name) => `${resource.identifierUri}/${name}`).join(" ");
    const challenge = [`Bearer realm=${this.realm(props)}`, 'error="insufficient_scope"'];
    if (scopes !== "") challenge.push(`scope=${quoted(scopes)}`);
    return element("choose", {}, [
      element("when", { condition: PolicyValue.expression(`!(${this.mayCall(props)})`) }, [
        element("return-response", {}, [
          element("set-status", { code: PolicyValue.number(403), reason: PolicyValue.text("Forbidden") }),
          header("WWW-Authenticate", PolicyValue.text(challenge.join(", "))),
          header("Content-Type", PolicyValue.text("application/json")),
          text("set-body", '{ "statusCode": 403, "message": "Forbidden" }'),
        ]),
      ]),
    ]);
  }

  /** Tells a caller without a good token what is missing. */
  private challenge(props: JwtPolicyProps): PolicyElement {
    const noToken = `Bearer realm=${this.realm(props)}`;
    const badToken = `${noToken}, error="invalid_token"`;
    const value = `context.LastError.Reason == "TokenNotPresent" ? ${csharpString(noToken)} : ${csharpString(badToken)}`;
    return element("choose", {}, [
      element("when", { condition: PolicyValue.expression('context.LastError.Source == "validate-jwt"') }, [
        header("WWW-Authenticate", PolicyValue.expression(value)),
      ]),
    ]);
  }

  private realm(props: JwtPolicyProps): string {
    return quoted(props.realm ?? props.resource.clientId);
  }

  /** The C# condition under which a caller with a valid token may in. */
  private mayCall(props: JwtPolicyProps): string {
    const { callers, resource, allowedClients } = props;
    const claims = `((Jwt)context.Variables["${TOKEN_VARIABLE}"]).Claims`;
    const has = (claim: string): string => `${claims}.ContainsKey("${claim}")`;
    // A user can have a role too: only a token without a scope is an application's.
    const applications = callers.roles.map((role) => `${claims}["roles"].Contains(${csharpString(role)})`);
    const users = callers.scopes.map(
      (name) => `${claims}.GetValueOrDefault("scp", "").Split(' ').Contains(${csharpString(name)})`,
    );
    const kinds: string[] = [];
    if (applications.length > 0) kinds.push(`!${has("scp")} && ${has("roles")} && ${anyOf(applications)}`);
    // A scope that only Terraform knows may be empty, and must not match the missing claim of an application's token.
    if (users.length > 0) kinds.push(`${has("scp")} && ${anyOf(users)}`);
    if (allowedClients === undefined) return anyOf(kinds);

    const claim = resource.tokenVersion === TokenVersion.V2 ? "azp" : "appid";
    const clients = allowedClients.map(
      (client) => `${claims}.GetValueOrDefault("${claim}", "") == ${csharpString(client.clientId)}`,
    );
    return `${anyOf(clients)} && (${anyOf(kinds)})`;
  }
}

/** A parameter of an HTTP header. Text beside a Terraform value is not checked before, and may hold quotes. */
function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

function anyOf(conditions: string[]): string {
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(" || ")})`;
}

function element(
  name: string,
  attributes: Record<string, PolicyValue | undefined>,
  children: PolicyElement[] | PolicyText[] = [],
): PolicyElement {
  return new PolicyElement(name, {
    attributes: Object.entries(attributes).flatMap(([attribute, value]) =>
      value === undefined ? [] : [{ name: attribute, value }],
    ),
    children,
  });
}

function text(name: string, content: string): PolicyElement {
  return element(name, {}, [new PolicyText(PolicyValue.text(content))]);
}

function header(name: string, value: PolicyValue): PolicyElement {
  return element("set-header", { name: PolicyValue.text(name), "exists-action": PolicyValue.text("override") }, [
    element("value", {}, [new PolicyText(value)]),
  ]);
}
