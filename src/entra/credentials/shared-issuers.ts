import { Token } from "cdktf";
import { type Place } from "../../core/errors";
import { openToStrangers, unreviewedCode } from "../errors";

/** The issuer of the tokens of GitHub Actions. */
export const GITHUB = "https://token.actions.githubusercontent.com";

/** What gives tokens to everybody who has an account, or who works on the same server. */
interface SharedIssuer {
  readonly hosts: readonly string[];
  /** What its subjects start with, on a server of an organization as well. */
  readonly form: RegExp;
  /** The subjects of one owner. */
  readonly subject: RegExp;
  /** What a pattern has before its first wildcard. */
  readonly start: RegExp;
  /** Subjects and patterns of code that may have been reviewed. */
  readonly reviewed?: RegExp;
  readonly expected: string;
}

const SHARED: readonly SharedIssuer[] = [
  {
    hosts: ["token.actions.githubusercontent.com"],
    form: /^(?:repo|repository(?:_id)?|repository_owner(?:_id)?):/,
    subject:
      /(?:^|:)(?:repo(?:sitory)?:[^:/\s]+\/[^:/\s]+|(?:repository_owner|enterprise)(?:_id)?:[^:\s]+|repository_id:\d+)(?::[^]|$)/,
    start: /^(?:repo:[^:/]+\/|repository_(?:owner_)?id:\d+:)/,
    // Who names an environment that is not there makes one, and it has no protection rules.
    reviewed:
      /(?:^|:)(?:ref:refs\/(?:heads|tags)\/[^]|environment:[^:*?]+(?::|$)|job_workflow_ref:[^:*?]+@[^:*?]+(?::|$))/,
    expected: "a subject that names the owner, such as repo:contoso/orders:ref:refs/heads/main",
  },
  {
    hosts: ["gitlab.com"],
    form: /^project_(?:path|id):/,
    subject: /^project_(?:path:[^:/]+\/[^:]+|id:\d+):[^]/,
    start: /^project_(?:path:[^:/]+\/|id:\d+:)/,
    reviewed: /:ref_type:(?:branch|tag):ref:[^]/,
    expected: "a subject that names the project, such as project_id:57382910:ref_type:branch:ref:main",
  },
  {
    hosts: ["app.terraform.io", "app.eu.terraform.io"],
    form: /^organization:.*:workspace:/,
    subject: /^organization:[^:]+:project:[^:]+:workspace:[^:]+:run_phase:[^:]+$/,
    start: /^organization:[^:]+:/,
    expected:
      "a subject that names the organization, such as organization:contoso:project:p:workspace:w:run_phase:apply",
  },
];

/** What the subjects of other issuers look like. */
const KNOWN_FORMS: readonly { readonly of: RegExp; readonly form: RegExp; readonly expected: string }[] = [
  {
    of: /^(?:sc|p):/,
    form: /^(?:sc|p):\/\/[^/]+\/[^/]+\/[^/]+$/,
    expected: "sc://<organization>/<project>/<service connection>",
  },
  {
    of: /^system:/,
    form: /^system:serviceaccount:[^:]+:[^:]+$/,
    expected: "system:serviceaccount:<namespace>:<service account>",
  },
];

/** @throws when the subject lets in others than those whom its author knows */
export function checkSubject(place: Place, issuer: string, subject: string, unreviewed: boolean): void {
  if (Token.isUnresolved(issuer) || Token.isUnresolved(subject)) return;
  const shared = tryFindShared(issuer, subject);
  if (shared !== undefined && !shared.subject.test(subject)) {
    throw openToStrangers(place, "subject", subject, shared.expected);
  }
  const known = KNOWN_FORMS.find(({ of }) => of.test(subject));
  if (known !== undefined && !known.form.test(subject)) {
    throw openToStrangers(place, "subject", subject, known.expected);
  }
  if (!unreviewed && !isReviewed(shared, subject)) throw unreviewedCode(place, "subject", subject);
}

/** @throws when the expression lets in others than those whom its author knows */
export function checkExpression(place: Place, issuer: string, expression: string, unreviewed: boolean): void {
  if (Token.isUnresolved(issuer) || Token.isUnresolved(expression)) return;
  const patterns = [...expression.matchAll(/claims\['sub'\] (?:eq|matches) '([^']+)'/g)].map(([, text]) => text!);
  const shared = tryFindShared(issuer, ...patterns);
  // All clauses must match, so one that is narrow is enough.
  const isPinned = patterns.some((text) => (shared?.start ?? /[^]/).test(/^[^*?]*/.exec(text)![0]));
  if (!isPinned) {
    const expected = shared?.expected ?? "a clause for the claim sub that starts with more than a wildcard";
    throw openToStrangers(place, "expression", expression, expected);
  }
  if (!unreviewed && !patterns.some((text) => isReviewed(shared, text))) {
    throw unreviewedCode(place, "expression", expression);
  }
}

function isReviewed(shared: SharedIssuer | undefined, subject: string): boolean {
  return shared?.reviewed?.test(subject) ?? true;
}

function tryFindShared(issuer: string, ...subjects: string[]): SharedIssuer | undefined {
  const { host } = new URL(issuer);
  const atHost = SHARED.find(({ hosts }) => hosts.includes(host));
  return atHost ?? SHARED.find(({ form }) => subjects.some((subject) => form.test(subject)));
}
