import { checkObject, type Kinds, optional, KNOWN_STRINGS } from "../../core/kinds";
import { RESOURCE_SERVER } from "../../core/shared-kinds";
import { isAppRegistration } from "../../entra/registrations";
import type { IResourceServer } from "../../oauth/resource-server";
import { csharpString } from "../../policy/csharp/literal";
import type { PolicyElement } from "../../policy/model/node";
import { writtenExpression } from "../../policy/model/written-value";
import {
  CacheLookupValue,
  CacheStoreValue,
  CachingType,
  Choose,
  SendRequest,
  SetBody,
  SetVariable,
} from "../../policy/statements";
import { exchangeWithoutScope } from "../errors";
import { CLIENT_AUTHENTICATION } from "../kinds";
import { removeHeader, setHeader } from "../policy/headers";
import { refusal } from "./challenge";
import type { CheckedRequest } from "./checked-request";
import type { ClientAuthentication } from "./client-authentication";

/** Options of `BackendToken.onBehalfOf`. */
export interface OnBehalfOfOptions {
  /** The API of the backend. */
  readonly backend: IResourceServer;
  /** How the gateway authenticates as the client. */
  readonly authentication: ClientAuthentication;
  /**
   * The scopes of the backend to ask for.
   *
   * @default - all that the client has consent for
   */
  readonly scopes?: string[];
}

const OPTIONS: Kinds<OnBehalfOfOptions> = {
  backend: RESOURCE_SERVER,
  authentication: CLIENT_AUTHENTICATION,
  scopes: optional(KNOWN_STRINGS),
};

const [ASSERTION, KEY, TOKEN, RESPONSE, ANSWER] = [
  "obo-assertion",
  "obo-key",
  "obo-token",
  "obo-response",
  "obo-answer",
] as const;

/** Throws when there is nothing to ask for. */
export function requireExchange(place: string, options: OnBehalfOfOptions): void {
  checkObject(place, "options", options, OPTIONS);
  if (
    options.scopes?.length === 0 ||
    (options.scopes === undefined && options.backend.applicationScope === undefined)
  ) {
    throw exchangeWithoutScope(place, options.backend.displayName);
  }
}

/** Exchanges the validated token. */
export function exchangeStatements(options: OnBehalfOfOptions, request: CheckedRequest): PolicyElement[] {
  const bearer = setHeader("Authorization", writtenExpression(`"Bearer " + ${text(TOKEN)}`));
  const statements = [...lookup(options, request), exchange(options, request), bearer];
  const isOther = request.headerName.toLowerCase() !== "authorization";
  return isOther ? [...statements, removeHeader(request.headerName)] : statements;
}

/** Looks for a token that an earlier call with the same token got. */
function lookup(options: OnBehalfOfOptions, { headerName }: CheckedRequest): PolicyElement[] {
  const header = `context.Request.Headers.GetValueOrDefault(${csharpString(headerName)}, "")`;
  // Of two tokens in two headers only one has been validated, so neither is exchanged.
  const assertion = `${header}.Contains(",") ? "" : ${header}.Substring(${header}.LastIndexOf(" ") + 1)`;
  const hashed = `System.Text.Encoding.UTF8.GetBytes(${csharpString(`${scopeOf(options)}|`)} + ${text(ASSERTION)})`;
  const hash = `System.Security.Cryptography.SHA256.Create().ComputeHash(${hashed})`;
  return [
    new SetVariable({ name: ASSERTION, value: writtenExpression(assertion) }),
    // The token is no key: who reads the keys of a cache must not get tokens.
    new SetVariable({ name: KEY, value: writtenExpression(`"obo-" + Convert.ToBase64String(${hash})`) }),
    new CacheLookupValue({
      key: writtenExpression(text(KEY)),
      variableName: TOKEN,
      defaultValue: "",
      cachingType: CachingType.INTERNAL,
    }),
  ];
}

function exchange(options: OnBehalfOfOptions, { resource, challenge }: CheckedRequest): PolicyElement {
  const { statement, parameters } = options.authentication._credential;
  if (!isAppRegistration(resource)) throw new Error("the exchange needs a registration");
  const response = `((IResponse)context.Variables["${RESPONSE}"])`;
  const form = [
    csharpString("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&requested_token_use=on_behalf_of"),
    `${csharpString("&client_id=")} + Uri.EscapeDataString(${csharpString(resource.clientId)})`,
    `${csharpString("&scope=")} + Uri.EscapeDataString(${csharpString(scopeOf(options))})`,
    `${csharpString("&assertion=")} + Uri.EscapeDataString(${text(ASSERTION)})`,
    parameters,
  ].join(" + ");
  const isMissing = writtenExpression(`${text(TOKEN)} == ""`);
  return new Choose({
    when: [
      {
        condition: isMissing,
        statements: [
          statement(resource),
          new SendRequest({
            responseVariableName: RESPONSE,
            timeoutSeconds: 20,
            url: resource.tokenEndpoint,
            method: "POST",
            headers: [setHeader("Content-Type", "application/x-www-form-urlencoded")],
            body: new SetBody({ body: writtenExpression(form) }),
          }),
          // Entra ID answers 400 to a token that it does not exchange: the user has to sign in or to consent again.
          new Choose({
            when: [
              {
                condition: writtenExpression(`${response}.StatusCode == 400 || ${response}.StatusCode == 401`),
                statements: [refusal(401, "Unauthorized", challenge)],
              },
              {
                condition: writtenExpression(`${response}.StatusCode != 200`),
                statements: [refusal(502, "Bad Gateway")],
              },
            ],
          }),
          new SetVariable({ name: ANSWER, value: writtenExpression(`${response}.Body.As<string>()`) }),
          new SetVariable({
            name: TOKEN,
            value: writtenExpression(`(string)JObject.Parse(${text(ANSWER)})["access_token"] ?? ""`),
          }),
          new Choose({ when: [{ condition: isMissing, statements: [refusal(502, "Bad Gateway")] }] }),
          new CacheStoreValue({
            key: writtenExpression(text(KEY)),
            value: writtenExpression(text(TOKEN)),
            durationSeconds: writtenExpression(
              `Math.Max(1, ((int?)JObject.Parse(${text(ANSWER)})["expires_in"] ?? 0) - 300)`,
            ),
            cachingType: CachingType.INTERNAL,
          }),
        ],
      },
    ],
  });
}

function scopeOf({ backend, scopes }: OnBehalfOfOptions): string {
  return scopes?.map((scope) => backend.requestedScope(scope)).join(" ") ?? backend.applicationScope!;
}

function text(variable: string): string {
  return `((string)context.Variables[${csharpString(variable)}])`;
}
