import type { IConstruct } from "constructs";
import { type Kinds, listOf, NUMBER, oneOf, optional, STRING, TEXTS } from "../../core/kinds";
import { check, checkNumber, RULES } from "../../core/rules";
import { BACKEND_TOKEN, CALLER_LIMIT } from "../kinds";
import type { BackendToken } from "./backend-token";
import type { CallerLimit } from "./caller-limit";
import { TokenValidation, type ValidationSettings } from "./token-validation";

/** How tokens are checked, and what happens with a valid one. */
export interface TokenCheckOptions {
  /**
   * The statement that validates the tokens.
   *
   * @default TokenValidation.JWT
   */
  readonly validation?: TokenValidation;
  /**
   * The header that holds the token. `Authorization` needs the scheme `Bearer` before the token; another header holds the bare token,
   * and the test console of the developer portal does not send it.
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
   * `x_user_id` is another header and passes: a backend that gives both one name, as CGI and WSGI do, has to drop names with underscores.
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

export const TOKEN_CHECK_OPTIONS: Kinds<TokenCheckOptions> = {
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

/** The variable that holds the validated token. */
export const TOKEN_VARIABLE = "jwt";

/** How tokens are validated. */
export function validationSettings(place: IConstruct, props: TokenCheckOptions): ValidationSettings {
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
