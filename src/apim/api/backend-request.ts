import type { IConstruct } from "constructs";
import { BOOLEAN, checkObject, type Kinds, NUMBER, optional } from "../../core/kinds";
import { checkNumber } from "../../core/rules";
import { csharpString } from "../../policy/csharp/literal";
import type { PolicyElement } from "../../policy/model/node";
import { writtenExpression } from "../../policy/model/written-value";
import { AuthenticationManagedIdentity } from "../../policy/statements/access";
import { Choose, Retry } from "../../policy/statements/control-flow";
import { ForwardRequest, SetBackendService } from "../../policy/statements/routing";
import { ExistsAction, SetQueryParameter, SetVariable } from "../../policy/statements/transformation";
import { removeHeader, setHeader } from "../policy/headers";
import { CHOSEN_BACKEND } from "../policy/skipped-backend";
import type { BackendCredential } from "./backend-credential";
import { within } from "./circuit-breaker";

/** How often the gateway sends a request again that the backend could not answer: 502, 503 or 504. */
export interface BackendRetry {
  /** How often at most, 1 to 50. */
  readonly count: number;
  /**
   * How long to wait between two requests, in seconds.
   *
   * @default 1
   */
  readonly intervalSeconds?: number;
  /**
   * Whether requests with POST and PATCH are sent again as well, although the backend may then do twice what they ask for.
   *
   * @default false
   */
  readonly repeatsUnsafeMethods?: boolean;
}

/** How requests are sent. */
export interface RequestOptions {
  /** Whether the backend is a function app, whose keys a caller may have sent. */
  readonly removesFunctionKey: boolean;
  readonly credentials: readonly BackendCredential[];
  readonly keepsCallerToken: boolean;
  readonly timeoutSeconds: number | undefined;
  readonly retry: BackendRetry | undefined;
}

const RETRY: Kinds<BackendRetry> = {
  count: NUMBER,
  intervalSeconds: optional(NUMBER),
  repeatsUnsafeMethods: optional(BOOLEAN),
};

/** @throws when a number is out of its range */
export function checkRetry(place: IConstruct, given: BackendRetry): void {
  checkObject(place, "retry", given, RETRY);
  checkNumber(place, "count", given.count, "a whole number from 1 to 50", within(1, 50));
  const { intervalSeconds } = given;
  checkNumber(place, "intervalSeconds", intervalSeconds, "a whole number from 0 to 3600", within(0, 3600));
}

const TOKEN_VARIABLE = "backend-token";
const AUTHORIZATION = "Authorization";

/**
 * The statements that run after the token check: where the request goes, what is removed of what the caller sent, and a token for the gateway.
 *
 * The token is only kept here. An operation may validate the caller's token after this, and must not find the gateway's in its place.
 */
export function inboundStatements(
  backendId: string,
  { removesFunctionKey, credentials }: RequestOptions,
): PolicyElement[] {
  const parts = credentials.map(({ _parts }) => _parts);
  const headers = [...(removesFunctionKey ? ["x-functions-key"] : []), ...parts.flatMap(({ header = [] }) => header)];
  const seen = new Set<string>();
  const once = headers.filter((name) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
  const queries = [...new Set(parts.flatMap(({ query = [] }) => query))];
  return [
    ...chooseBackend(backendId),
    ...once.map(removeHeader),
    ...queries.map((name) => new SetQueryParameter({ name, existsAction: ExistsAction.DELETE })),
    ...parts.flatMap(({ managedIdentity: given }) =>
      given === undefined
        ? []
        : new AuthenticationManagedIdentity({
            resource: given.resource.identifierUri,
            clientId: given.identity?.clientId,
            outputTokenVariableName: TOKEN_VARIABLE,
          }),
    ),
  ];
}

/** Sends the request to a backend, and says so to the backend sections of broader scopes. */
export function chooseBackend(backendId: string): PolicyElement[] {
  return [new SetBackendService({ backendId }), new SetVariable({ name: CHOSEN_BACKEND, value: backendId })];
}

/**
 * The statements of the backend section, or none when the request is sent as broader scopes send it.
 *
 * @param tokenHeaders the headers in which the request can have a token of the caller
 */
export function backendStatements(
  backendId: string,
  options: RequestOptions,
  tokenHeaders: readonly string[],
): PolicyElement[] {
  const { timeoutSeconds, retry } = options;
  const authorization = authorizationStatements(options, tokenHeaders);
  if (authorization.length === 0 && timeoutSeconds === undefined && retry === undefined) return [];
  const forward = new ForwardRequest({
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(retry !== undefined && { bufferRequestBody: true }),
  });
  return [
    ...(authorization.length === 0 ? [] : [onlyFor(backendId, authorization)]),
    retry === undefined ? forward : retried(retry, forward),
  ];
}

/** A narrower scope inherits the backend section, and may have chosen another backend: it must not get the token for this one. */
function onlyFor(backendId: string, statements: PolicyElement[]): Choose {
  const id = csharpString(backendId);
  const chosen = `context.Variables.GetValueOrDefault<string>("${CHOSEN_BACKEND}", ${id})`;
  return new Choose({ when: [{ condition: writtenExpression(`${chosen} == ${id}`), statements }] });
}

function authorizationStatements(
  { credentials, keepsCallerToken }: RequestOptions,
  tokenHeaders: readonly string[],
): PolicyElement[] {
  const isSignedIn = credentials.some(({ _parts }) => _parts.managedIdentity !== undefined);
  if (!isSignedIn) return keepsCallerToken ? [] : tokenHeaders.map(removeHeader);
  const token = writtenExpression(`"Bearer " + (string)context.Variables["${TOKEN_VARIABLE}"]`);
  const others = tokenHeaders.filter((name) => name.toLowerCase() !== AUTHORIZATION.toLowerCase());
  return [setHeader(AUTHORIZATION, token), ...others.map(removeHeader)];
}

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"];

function retried(given: BackendRetry, forward: ForwardRequest): Retry {
  const status = "(context.Response.StatusCode >= 502 && context.Response.StatusCode <= 504)";
  const method = SAFE_METHODS.map((name) => `context.Request.Method == "${name}"`).join(" || ");
  return new Retry({
    condition: writtenExpression(given.repeatsUnsafeMethods === true ? status : `${status} && (${method})`),
    count: given.count,
    intervalSeconds: given.intervalSeconds ?? 1,
    statements: [forward],
  });
}
