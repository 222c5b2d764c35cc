import { PolicySeverity } from "../../model/finding";
import { PolicySection } from "../../model/section";
import { type CsharpCode, csharpOf } from "../csharp-code";
import { type LintContext } from "../context";
import { alwaysRuns, everyBranchRuns, branchOf, endOf } from "../flow";
import { type NodePath } from "../node-path";
import { exemptsOperations } from "../operation-condition";
import { type LintRule, type Report } from "../rule";
import { refuses } from "../statements";
import { TokenCheck } from "../token-check";

/**
 * An error where every caller certainly gets an answer before the check. The rest are warnings: an open branch can be intended, for a health
 * check for example, and another statement may guard it. Two checks of one token refuse more, not less. A document without a check may
 * inherit one, or use no tokens at all.
 */
export const CHECK_EVERY_BRANCH: LintRule = {
  id: "P-01",
  name: "check-every-branch",
  severities: [PolicySeverity.WARNING, PolicySeverity.ERROR],
  description: "A document that validates tokens does so once in every branch of inbound.",
  rationale:
    "A request can avoid a check in a branch by taking another branch. A branch needs no check if it refuses: if it ends with <return-response> and a status from 300 to 599, or answers preflight requests. A branch for callers with a subscription needs none either, if the others are checked first: the service has checked their keys. A check after a statement that answers every request never runs, which is an error if the answer goes to every caller. A token that is validated twice must pass both checks, which tokens of two kinds cannot.",
  fix: "Move the check to the top of the section, or repeat it in every branch. To accept two kinds of tokens, decide by the token and put one check into each branch.",
  url: "https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#broken-authentication",
  examples: {
    wrong: `<fragment>
  <choose>
    <when condition='@(context.Request.Url.Path != "/health")'>
      <validate-jwt header-name="Authorization" require-scheme="Bearer">
        <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
        <audiences>
          <audience>{{client-id}}</audience>
        </audiences>
      </validate-jwt>
    </when>
  </choose>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  checkDocument: (context, report) => {
    const [first] = context.tokenChecks;
    if (first === undefined) {
      reportOtherSection(context, report);
    } else if (!reportUnreachable(context, report)) {
      reportOpenBranch(context, first.path, report);
    }
    reportRepeated(context, report);
  },
};

/** A check outside inbound comes too late, even if the service accepted it. */
function reportOtherSection({ statements }: LintContext, report: Report): void {
  const check = statements.find((path) => TokenCheck.isOne(path));
  if (check === undefined) return;
  report(check, {
    message: `<${check.name}> is in <${check.section}>, and <inbound> validates no token; expected the check in <inbound>, before the request is sent`,
    fix: "move it to the top of <inbound>",
  });
}

/** Reports the first check that never runs. */
function reportUnreachable(context: LintContext, report: Report): boolean {
  const ends = new Map<NodePath, NodePath | undefined>();
  const passed = new Set<NodePath>();
  for (const { path } of context.tokenChecks) {
    const end = endBefore(path, ends, passed);
    if (end === undefined) continue;
    const isOpen =
      end.name === "return-response" && !refuses(end.element) && alwaysRuns(end) && !context.mayBeCheckedBefore(end);
    report(path, {
      message: isOpen
        ? `<${path.name}> never runs, because ${end.location} answers every caller before, without a token; expected the check first`
        : `<${path.name}> never runs, because ${end.location} ends the request before; expected the check first`,
      fix: "move it to the top of the section, or remove it",
      severity: isOpen ? PolicySeverity.ERROR : PolicySeverity.WARNING,
    });
    return true;
  }
  return false;
}

/**
 * The statement that ends all requests before they reach another one.
 *
 * @param ends what ends the requests in each element around a statement, as far as it is known
 * @param passed the elements before which nothing ends the requests, as it was found for other statements
 */
function endBefore(
  statement: NodePath,
  ends: Map<NodePath, NodePath | undefined>,
  passed: Set<NodePath>,
): NodePath | undefined {
  for (let path = statement; path.parent !== undefined && !passed.has(path); path = path.parent) {
    const { parent, order } = path;
    passed.add(path);
    // The branches of <choose> do not follow one another.
    if (parent.name === "choose" || parent.name === "policies") continue;
    if (!ends.has(parent)) ends.set(parent, endOf(parent.children));
    const end = ends.get(parent);
    if (end !== undefined && end.order < order) return end;
  }
  return undefined;
}

function reportOpenBranch(context: LintContext, first: NodePath, report: Report): void {
  const section = context.isFragment ? context.root : context.section(PolicySection.INBOUND)!;
  if (everyBranchRuns(section.children, (statement) => keepsOut(statement, context))) return;
  if (isExemption(context)) return;
  report(first, {
    message: `<${first.name}> is in a branch, and other branches validate no token; expected a check in every branch`,
    fix: "move it to the section itself, or validate the token in <otherwise> and in every <when>",
  });
}

/** Reports checks of one header in one branch: every request that takes it must pass both. */
function reportRepeated({ tokenChecks }: LintContext, report: Report): void {
  const checked = new Map<NodePath | undefined, Map<string, NodePath>>();
  for (const { path, header } of tokenChecks) {
    if (header === undefined) continue;
    const branch = branchOf(path);
    const headers = checked.get(branch) ?? new Map<string, NodePath>();
    checked.set(branch, headers);
    const other = headers.get(header);
    headers.set(header, other ?? path);
    if (other === undefined) continue;
    report(path, {
      message: `<${path.name}> validates the token that ${other.location} has validated already; expected one check, because a token must pass both`,
      fix: "keep one check that accepts both kinds of tokens, or put each into a branch of <choose>",
    });
  }
}

/** Whether a statement lets nobody past without a credential. A fragment may, unless it is known that it does not. */
function keepsOut(statement: NodePath, context: LintContext): boolean {
  if (statement.name === "include-fragment") {
    const policies = context.fragmentOf(statement)?.policies;
    return policies === undefined || CHECKS.some((name) => policies.has(name));
  }
  if (checksCallersWithoutKey(statement)) return true;
  return CHECKS.includes(statement.name) || (statement.name === "return-response" && isForPreflight(statement));
}

/** Whether a <choose> begins with a check of the callers without a subscription: the service knows the keys of all others. */
function checksCallersWithoutKey({ name, children: [first] }: NodePath): boolean {
  if (name !== "choose" || first === undefined) return false;
  return (
    isWithoutSubscription(csharpOf(first.tryAttribute("condition")?.value)) &&
    first.children.some((statement) => CHECKS.includes(statement.name))
  );
}

/** Whether a condition is `context.Subscription == null`. */
function isWithoutSubscription(condition: CsharpCode | undefined): boolean {
  if (condition?.names("Subscription") !== true) return false;
  const { view } = condition;
  const [result] = view?.results ?? [];
  if (view === undefined || view.results.length !== 1 || result?.kind !== "binary" || result.operator !== "==")
    return false;
  const { left, right } = result;
  const other = left.kind === "null" ? right : right.kind === "null" ? left : undefined;
  return other !== undefined && view.pathOf(other) === "context.Subscription";
}

const CHECKS: readonly string[] = ["validate-jwt", "validate-azure-ad-token", "validate-client-certificate"];

/** Whether a token check is in a branch for what carries no token, or for operations that it exempts by their names. */
function isExemption({ tokenChecks }: LintContext): boolean {
  const seen = new Set<NodePath>();
  for (const { path: check } of tokenChecks) {
    for (let path: NodePath | undefined = check; path !== undefined && !seen.has(path); path = path.parent) {
      seen.add(path);
      if (isOfPreflight(path) || isExempting(path)) return true;
    }
  }
  return false;
}

/** Whether a condition above a statement is about preflight requests, which carry no token. */
function isForPreflight(statement: NodePath): boolean {
  for (let path = statement.parent; path !== undefined; path = path.parent) if (isOfPreflight(path)) return true;
  return false;
}

function isOfPreflight(path: NodePath): boolean {
  return csharpOf(path.tryAttribute("condition")?.value)?.holdsText("OPTIONS") === true;
}

/** Whether a check in a branch runs for all operations but some. At synth it is known whether those are to be open. */
function isExempting(path: NodePath): boolean {
  return path.name === "when" && exemptsOperations(path.tryAttribute("condition")?.value);
}
