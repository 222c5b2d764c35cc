import { PolicyElement, type PolicyNode } from "../model/node";
import { MAX_FLOW_DEPTH } from "../text/bounds";
import { csharpOf } from "./csharp-code";
import { holdsForOperation } from "./operation-condition";
import { refusesForGood, runsAll } from "./statements";

/** What is known about a request. */
export interface RequestFacts {
  /** The name of the operation that it is for, or undefined for one that no condition names. */
  readonly operationId: string | undefined;
  /** The statements of a fragment, or undefined when they are not known. */
  readonly fragment: (id: string) => readonly PolicyNode[] | undefined;
}

/**
 * Whether statements of an inbound section find out who calls, or let nobody through.
 *
 * A check of the token, of a certificate or of a header with credentials does, and so does a refusal that depends on what the caller sent.
 * Where a condition decides that depends on more than the operation, one branch is enough: the rule about every branch looks at the others.
 */
export function authenticates(statements: readonly PolicyNode[], facts: RequestFacts, depth = MAX_FLOW_DEPTH): boolean {
  if (depth === 0) return false;
  return statements.some((node) => node instanceof PolicyElement && statementAuthenticates(node, facts, depth - 1));
}

function statementAuthenticates(statement: PolicyElement, facts: RequestFacts, depth: number): boolean {
  switch (statement.name) {
    case "validate-jwt":
    case "validate-azure-ad-token":
      return true;
    case "validate-client-certificate":
      // Otherwise the request goes on with any certificate, and without one.
      return statement.tryAttribute("ignore-error")?.source.trim().toLowerCase() !== "true";
    case "check-header":
      return holdsCredentials(statement);
    case "return-response":
      return refusesForGood(statement);
    case "include-fragment":
      return authenticates(facts.fragment(statement.tryAttribute("fragment-id")?.source ?? "") ?? [], facts, depth);
    case "choose":
      return branchAuthenticates(statement, facts, depth);
    default:
      return runsAll(statement) && authenticates(statement.children, facts, depth);
  }
}

function branchAuthenticates(choose: PolicyElement, facts: RequestFacts, depth: number): boolean {
  let isDecided = true;
  let readsCredentials = false;
  for (const branch of choose.elements) {
    const code = branch.name === "when" ? csharpOf(branch.tryAttribute("condition")) : undefined;
    const holds = branch.name !== "when" || (code && holdsForOperation(code, facts.operationId));
    if (holds === false) continue;
    if (holds === undefined) {
      isDecided = false;
      readsCredentials ||= code?.names(...CREDENTIALS) === true;
    }
    // A branch that only refuses is a check if a condition has looked at what the caller sent.
    const isCheck = isDecided || readsCredentials || !branch.elements.some(refusesForGood);
    if (isCheck && authenticates(branch.children, facts, depth)) return true;
    if (holds === true) return false;
  }
  return false;
}

/** Whether a header that must have a certain value can be a credential. */
function holdsCredentials(checkHeader: PolicyElement): boolean {
  const name = checkHeader.tryAttribute("name")?.source.trim().toLowerCase() ?? "";
  return !DESCRIPTIVE_HEADERS.includes(name) && checkHeader.elements.some(({ text }) => text !== undefined);
}

/** Headers that describe a request, whoever sends it. */
const DESCRIPTIVE_HEADERS: readonly string[] = [
  "accept",
  "accept-encoding",
  "accept-language",
  "content-encoding",
  "content-length",
  "content-type",
  "host",
  "origin",
  "referer",
  "user-agent",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
];

/** What code reads to find out who calls. */
const CREDENTIALS: readonly string[] = [
  "Certificate",
  "Headers",
  "Variables",
  "User",
  "Subscription",
  "Query",
  "AsJwt",
  "AsBasic",
];
