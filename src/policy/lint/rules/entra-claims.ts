import { ROLE_CLAIM, SCOPE_CLAIM } from "../../../oauth/entra-claims";
import { GUID } from "../../../oauth/entra-tenant";
import { holdsExpression, type PolicyValue } from "../../model/value";
import { shown } from "../../text/errors";
import { type ReportedFinding } from "../rule";
import { isKnownLater } from "../token-check";
import { unfilledIdIn } from "../unfilled";

// What the access tokens of Entra ID hold, and what documents take it for.

/** What a claim can be. */
interface ClaimForm {
  readonly pattern: RegExp;
  /** As it reads after "expected". */
  readonly expected: string;
}

const CLIENT_ID: ClaimForm = { pattern: GUID, expected: "one client id, a GUID" };
const OBJECT_ID: ClaimForm = { pattern: GUID, expected: "one object id, a GUID" };

const FORMS: ReadonlyMap<string, ClaimForm> = new Map([
  ["application-id", CLIENT_ID],
  ["azp", CLIENT_ID],
  ["appid", CLIENT_ID],
  ["oid", OBJECT_ID],
  ["tid", { pattern: GUID, expected: "one tenant id, a GUID" }],
  ["ver", { pattern: /^[12]\.0$/, expected: "1.0 or 2.0" }],
  ["idtyp", { pattern: /^(?:app|user|device)$/, expected: "app or user" }],
]);

/** The claims that are a single text. */
const SINGLE_VALUED: readonly string[] = ["aud", "iss", "sub", ...FORMS.keys()];

/** The names of claims, by the names that other issuers and libraries give them. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...[SCOPE_CLAIM, ROLE_CLAIM, "groups", "wids", ...SINGLE_VALUED].map((name) => [name, name] as const),
  ["scope", SCOPE_CLAIM],
  ["scopes", SCOPE_CLAIM],
  ["role", ROLE_CLAIM],
  ["group", "groups"],
  ["client_id", "azp (appid in version 1)"],
  ["clientid", "azp (appid in version 1)"],
  ["applicationid", "azp (appid in version 1)"],
  ["objectid", "oid"],
  ["object_id", "oid"],
  ["objectidentifier", "oid"],
  ["nameidentifier", "sub"],
  ["tenantid", "tid"],
  ["tenant_id", "tid"],
  ["audience", "aud"],
  ["issuer", "iss"],
]);

/** The URIs that libraries of .NET give to claims; tokens have short names. */
const CLAIM_URI = /^https?:\/\/schemas\.(?:microsoft|xmlsoap)\.(?:com|org)\/.*\/([^/]+)$/i;

/** Whether a token has one value of a claim only. */
export function isSingleValued(name: string | undefined): boolean {
  return name !== undefined && SINGLE_VALUED.includes(name);
}

/** A finding about the name of a claim that tokens of Entra ID do not have. */
export function unknownName(name: string): ReportedFinding | undefined {
  const [, uriName] = CLAIM_URI.exec(name) ?? [];
  const right = NAMES.get((uriName ?? name).toLowerCase());
  if (right === undefined || right === name) return undefined;
  return {
    message: `claim ${name} is required, which tokens of Entra ID do not have; expected ${right}`,
    fix: `write ${right}`,
  };
}

/** A finding about a value that a claim of a token of Entra ID never has. */
export function impossibleValue(name: string, value: PolicyValue | undefined): ReportedFinding | undefined {
  if (value === undefined || holdsExpression(value) || unfilledIdIn(value) !== undefined) return undefined;
  const literal = value.source.trim();
  const isPermission = name === SCOPE_CLAIM || name === ROLE_CLAIM;
  const form = FORMS.get(name);
  if (form === undefined && !isPermission) return undefined;
  const place = name === "application-id" ? "<application-id>" : `claim ${name}`;
  // What is between two named values is known.
  if (/[\s,;]/.test(literal.replace(/\{\{[^{}]*\}\}/g, ""))) return severalInOne(place, literal);
  if (isKnownLater(value)) return undefined;
  if (isPermission) return impossiblePermission(name, literal);
  if (form!.pattern.test(literal)) return undefined;
  return {
    message: `${place} has to be ${shown(literal)}, which it is in no token; expected ${form!.expected}`,
    fix: `write ${form!.expected}`,
  };
}

function impossiblePermission(name: string, literal: string): ReportedFinding | undefined {
  const kind = name === SCOPE_CLAIM ? "scope" : "role";
  const isPrefixed = literal.includes("://") || GUID.test(literal.split("/", 1)[0]!);
  if (/(?:^|\/)\.default$/i.test(literal)) {
    return {
      message: `claim ${name} has to hold ${shown(literal)}, which clients ask for and no token holds; expected the short name of a ${kind}, such as Orders.Read`,
      fix: `write the name of the ${kind}, as the registration of the API has it`,
    };
  }
  if (!isPrefixed || GUID.test(literal)) return undefined;
  return {
    message: `claim ${name} has to hold ${shown(literal)}, the form in which clients ask for a ${kind}; expected its short name, such as ${shown(literal.slice(literal.lastIndexOf("/") + 1))}`,
    fix: "remove the URI before the name",
  };
}

function severalInOne(place: string, literal: string): ReportedFinding {
  const element = place.startsWith("<") ? place : "<value>";
  return {
    message: `${place} has to be ${shown(literal)}, several values in one, and it is compared as a whole; expected one value in each ${element}`,
    fix: `write one ${element} for each`,
  };
}
