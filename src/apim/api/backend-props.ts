import type { IConstruct } from "constructs";
import {
  BOOLEAN,
  checkObject,
  type Kinds,
  kind,
  listOf,
  NUMBER,
  OBJECT,
  objectWith,
  optional,
  STRING,
} from "../../core/kinds";
import { check, checkNumber, checkOptional, RULES } from "../../core/rules";
import type { SecretValue } from "../../core/secret-value";
import { SECRET } from "../../core/shared-kinds";
import { SERVICE } from "../kinds";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import type { BackendAddress } from "./backend-address";
import { BackendCredential } from "./backend-credential";
import { type BackendRetry, checkRetry } from "./backend-request";
import { checkBreaker, type CircuitBreaker, within } from "./circuit-breaker";
import { credentialTwice, twoAuthorizations } from "./errors";
import { BACKEND_RULES } from "./rules";

/** A proxy between the gateway and a backend. */
export interface BackendProxy {
  /** The URL of the proxy. */
  readonly url: string;
  /** The name that the gateway signs in with. */
  readonly username: string;
  /**
   * The password. Terraform keeps it in its state.
   *
   * @default - none
   */
  readonly password?: SecretValue;
}

/** Properties of `Backend`. */
export interface BackendProps {
  /** The service whose policies use the backend. */
  readonly apim: IApiManagement;
  /** The name of the backend: 1 to 80 letters, digits, `_` or `-`. Policies use it as `backend-id`. */
  readonly name: string;
  /** Where the backend is. */
  readonly address: BackendAddress;
  /**
   * How the gateway proves who it is. With any, the backend does not get the token of the caller, in whatever header a `JwtPolicy` reads it. They
   * are for this backend only: an operation, or another narrower scope, that uses another backend does not inherit them.
   *
   * @default - not at all: the backend gets the token of the caller
   */
  readonly credentials?: BackendCredential[];
  /**
   * Whether the backend gets the token of the caller, in its header, besides any credentials. It can then act as the caller on other APIs that take
   * the token: leave it with the gateway where the backend is not yours.
   *
   * @default - only without credentials, as `backendToken` of the `JwtPolicy` says
   */
  readonly keepsCallerToken?: boolean;
  /**
   * How long the gateway waits for the backend, in seconds.
   *
   * @default - as broader scopes say, otherwise 300; always 300 with credentials or `retry`
   */
  readonly timeoutSeconds?: number;
  /**
   * Sends requests again that the backend could not answer.
   *
   * @default - never
   */
  readonly retry?: BackendRetry;
  /**
   * Stops sending requests to a backend that fails.
   *
   * @default - never
   */
  readonly circuitBreaker?: CircuitBreaker;
  /**
   * A proxy on the way.
   *
   * @default - none
   */
  readonly proxy?: BackendProxy;
  /**
   * Accepts certificates of authorities that the gateway does not trust, so that others can pose as the backend.
   *
   * @default false
   */
  readonly skipCertificateChainValidation?: boolean;
  /**
   * Accepts certificates of other hosts, so that others can pose as the backend.
   *
   * @default false
   */
  readonly skipCertificateNameValidation?: boolean;
  /**
   * Whether the backend speaks SOAP.
   *
   * @default false
   */
  readonly soap?: boolean;
  /**
   * A title, up to 300 bytes.
   *
   * @default - none
   */
  readonly title?: string;
  /**
   * What the backend is for, up to 2000 bytes.
   *
   * @default - none
   */
  readonly description?: string;
}

const ADDRESS = objectWith(["url", "isEncrypted"], {
  expected: "a BackendAddress",
  fix: "use BackendAddress.https, BackendAddress.functionApp or another of its functions",
});
const CREDENTIAL = kind(
  { expected: "a BackendCredential", fix: "use BackendCredential.managedIdentity or another of its functions" },
  (value) => value instanceof BackendCredential,
);
export const PROPS: Kinds<BackendProps> = {
  apim: SERVICE,
  name: STRING,
  address: ADDRESS,
  credentials: optional(listOf(CREDENTIAL, "credentials")),
  keepsCallerToken: optional(BOOLEAN),
  timeoutSeconds: optional(NUMBER),
  retry: optional(OBJECT),
  circuitBreaker: optional(OBJECT),
  proxy: optional(OBJECT),
  skipCertificateChainValidation: optional(BOOLEAN),
  skipCertificateNameValidation: optional(BOOLEAN),
  soap: optional(BOOLEAN),
  title: optional(STRING),
  description: optional(STRING),
};
const PROXY: Kinds<BackendProxy> = { url: STRING, username: STRING, password: optional(SECRET) };

/** @throws when a value breaks a rule of Azure, or two credentials set the same */
export function checkBackend(place: IConstruct, props: BackendProps): void {
  check(place, "name", props.name, BACKEND_RULES.backendName);
  checkOptional(place, "title", props.title, BACKEND_RULES.backendTitle);
  checkOptional(place, "description", props.description, BACKEND_RULES.backendDescription);
  const { timeoutSeconds, retry, circuitBreaker, proxy } = props;
  checkNumber(place, "timeoutSeconds", timeoutSeconds, "a whole number from 1 to 3600", within(1, 3600));
  if (retry !== undefined) checkRetry(place, retry);
  if (circuitBreaker !== undefined) checkBreaker(place, circuitBreaker);
  if (proxy !== undefined) {
    checkObject(place, "proxy", proxy, PROXY);
    check(place, "url", proxy.url, APIM_RULES.serviceUrl);
    check(place, "username", proxy.username, RULES.text);
  }
  checkCredentials(place, props);
}

function checkCredentials(place: IConstruct, { credentials = [], keepsCallerToken }: BackendProps): void {
  const parts = credentials.map(({ _parts }) => _parts);
  const authorizations = parts.filter(
    ({ managedIdentity, scheme }) => managedIdentity !== undefined || scheme !== undefined,
  );
  if (authorizations.length + (keepsCallerToken === true ? 1 : 0) > 1) throw twoAuthorizations(place);
  const names = parts.flatMap(({ header, query }) => [
    ...(header === undefined ? [] : [`the header ${header.toLowerCase()}`]),
    ...(query === undefined ? [] : [`the query parameter ${query}`]),
  ]);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw credentialTwice(place, twice);
}
