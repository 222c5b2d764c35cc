import { Construct } from "constructs";
import { check, checkNumber, checkOptional, RULES } from "../../core/rules";
import { noAllowedClient } from "../../core/errors";
import type { IAppRegistration } from "../../entra/app-registration-base";
import { TokenVersion } from "../../entra/token-version";
import { csharpString } from "../../policy/csharp/literal";
import {
  Choose,
  ExistsAction,
  ReturnResponse,
  SetBody,
  SetHeader,
  SetStatus,
  ValidateJwt,
} from "../../policy/statements";
import { PolicyValue } from "../../policy/model/value";
import { ApimPolicy } from "../policy/apim-policy";
import type { Callers } from "./callers";
import type { IPolicyTarget } from "../policy/policy-target";

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
  /** The registration of the API that the tokens are for. */
  public readonly resource: IAppRegistration;
  /** Who may call. */
  public readonly callers: Callers;
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
    this.resource = resource;
    this.callers = callers;
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
  private validateJwt(props: JwtPolicyProps): ValidateJwt {
    const headerName = props.headerName ?? "Authorization";
    return new ValidateJwt({
      headerName: headerName,
      // API Management ignores the scheme for every other header.
      requireScheme: headerName.toLowerCase() === "authorization" ? "Bearer" : undefined,
      failedValidationHttpcode: props.failedValidationHttpcode ?? 401,
      failedValidationErrorMessage: props.failedValidationErrorMessage ?? "Unauthorized",
      requireExpirationTime: true,
      requireSignedTokens: true,
      clockSkewSeconds: props.clockSkewSeconds,
      outputTokenVariableName: TOKEN_VARIABLE,
      openidConfigs: [{ url: this.metadataUrl }],
      audiences: this.audiences,
      issuers: [this.issuer],
    });
  }

  /** May this caller in? */
  private authorize(props: JwtPolicyProps): Choose {
    const { callers, resource } = props;
    const challenge = [`Bearer realm=${this.realm(props)}`, 'error="insufficient_scope"'];
    const scopes = callers.scopes.map((name) => `${resource.identifierUri}/${name}`).join(" ");
    if (scopes !== "") challenge.push(`scope=${quoted(scopes)}`);
    const forbidden = new ReturnResponse({
      status: new SetStatus({ code: 403, reason: "Forbidden" }),
      headers: [setHeader("WWW-Authenticate", challenge.join(", ")), setHeader("Content-Type", "application/json")],
      body: new SetBody({ body: '{ "statusCode": 403, "message": "Forbidden" }' }),
    });
    return new Choose({
      when: [{ condition: PolicyValue.expression(`!(${this.mayCall(props)})`), statements: [forbidden] }],
    });
  }

  /** Tells a caller without a good token what is missing. */
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
    return quoted(props.realm ?? props.resource.clientId);
  }

  /**
   * The C# condition under which a caller with a valid token may in.
   *
   * It has neither "&" nor "<" nor single quotes, so that the policy is well-formed XML as well.
   */
  private mayCall(props: JwtPolicyProps): string {
    const { callers, resource, allowedClients } = props;
    const claims = `((Jwt)context.Variables["${TOKEN_VARIABLE}"]).Claims`;
    const claim = (name: string): string => `${claims}.GetValueOrDefault("${name}", "")`;
    const users = callers.scopes.map((name) => `(" " + ${claim("scp")} + " ").Contains(${csharpString(` ${name} `)})`);
    const applications = callers.roles.map((role) => `${claims}["roles"].Contains(${csharpString(role)})`);
    const application =
      applications.length === 0 ? "false" : `${claims}.ContainsKey("roles") ? ${anyOf(applications)} : false`;
    // A user can have a role too: only a token without a scope is an application's.
    const caller = `${claims}.ContainsKey("scp") ? ${users.length === 0 ? "false" : anyOf(users)} : ${application}`;
    if (allowedClients === undefined) return caller;

    const clientClaim = claim(resource.tokenVersion === TokenVersion.V2 ? "azp" : "appid");
    const clients = allowedClients.map((client) => `${clientClaim} == ${csharpString(client.clientId)}`);
    return `${anyOf(clients)} ? (${caller}) : false`;
  }
}

/** A parameter of an HTTP header. Text beside a Terraform value is not checked before, and may hold quotes. */
function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

function anyOf(conditions: string[]): string {
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(" || ")})`;
}

function setHeader(name: string, value: string | PolicyValue): SetHeader {
  return new SetHeader({ name: name, existsAction: ExistsAction.OVERRIDE, values: [value] });
}
