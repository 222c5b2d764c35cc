import { PolicyElement, type PolicyNode } from "../../policy/model/node";
import type { RequestFacts } from "../../policy/lint/authentication";
import { certainChecks } from "../../policy/lint/certain-checks";
import { removesHeader, rewriterOf } from "../../policy/lint/rewritten-header";
import { type Disagreement, tokenChecksIn } from "../auth/inherited-checks";
import { JwtPolicy } from "../auth/jwt-policy";
import { tokenLost } from "../errors";
import type { RunDocument } from "./run-documents";

/**
 * What is wrong where a document writes the header of the token, and a check of a narrower scope reads it afterwards.
 *
 * @param documents what a request runs, the innermost first
 * @param isOfCheck whether the check of a document is judged here
 */
export function lostTokens(
  documents: readonly RunDocument[],
  facts: RequestFacts,
  isOfCheck: (document: RunDocument) => boolean,
): Disagreement[] {
  return documents.slice(0, -1).flatMap((document, index) => {
    const check =
      isOfCheck(document) && !checksBeforeBase(document.inbound, facts) ? checkOf(document, facts) : undefined;
    return check === undefined ? [] : documents.slice(index + 1).flatMap((outer) => lostIn(outer, check, facts));
  });
}

interface Check {
  readonly place: string;
  readonly headerName: string;
}

function checkOf({ label, target, inbound }: RunDocument, facts: RequestFacts): Check | undefined {
  const own = target === undefined ? undefined : JwtPolicy._tryFind(target)?._checks[0];
  return own ?? tokenChecksIn(`the policy of ${label}`, inbound, facts)[0];
}

function lostIn({ label, target, inbound }: RunDocument, check: Check, facts: RequestFacts): Disagreement[] {
  const { headerName } = check;
  const other = target === undefined ? undefined : JwtPolicy._tryFind(target)?._checks[0];
  // A backendToken is compared with the checks.
  if (other?.changedHeaders?.includes(headerName) === true) return [];
  const found = rewriterOf(headerName, inbound, facts);
  if (found === undefined) return [];
  const { statement, isCertain } = found;
  const what = `<${statement.name}> in the policy of ${label} ${removesHeader(statement) ? "removes" : "replaces"}`;
  return [{ isError: isCertain, message: tokenLost(check.place, headerName, what, isCertain) }];
}

/** Whether a check runs before the documents of the broader scopes. */
function checksBeforeBase(inbound: readonly PolicyNode[], facts: RequestFacts): boolean {
  const base = inbound.findIndex((node) => node instanceof PolicyElement && node.name === "base");
  return base > 0 && certainChecks(inbound.slice(0, base), facts).length > 0;
}
