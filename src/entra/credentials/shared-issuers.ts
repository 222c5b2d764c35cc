import { Token } from "cdktf";
import { type Place } from "../../core/errors";
import { openToStrangers, unreviewedCode } from "../errors";

/** The issuer of the tokens of GitHub Actions. */
export const GITHUB = "https://token.actions.githubusercontent.com";

/** An issuer that gives tokens to everybody who has an account. */
interface SharedIssuer {
  readonly hosts: readonly string[];
  /** The subjects of one owner. */
  readonly subject: RegExp;
  /** What a pattern has before its first wildcard. */
  readonly start: RegExp;
  readonly expected: string;
}

const SHARED: readonly SharedIssuer[] = [
  {
    hosts: ["token.actions.githubusercontent.com"],
    subject:
      /(?:^|:)(?:repo(?:sitory)?:[^:/\s]+\/[^:/\s]+|(?:repository_owner|enterprise)(?:_id)?:[^:\s]+|repository_id:\d+)(?::[^]|$)/,
    start: /^(?:repo:[^:/]+\/|repository_(?:owner_)?id:\d+:)/,
    expected: "a subject that names the owner, such as repo:contoso/orders:ref:refs/heads/main",
  },
  {
    hosts: ["gitlab.com"],
    subject: /^project_(?:path:[^:/]+\/[^:]+|id:\d+):[^]/,
    start: /^project_(?:path:[^:/]+\/|id:\d+:)/,
    expected: "a subject that names the project, such as project_id:57382910:ref_type:branch:ref:main",
  },
  {
    hosts: ["app.terraform.io", "app.eu.terraform.io"],
    subject: /^organization:[^:]+:project:[^:]+:workspace:[^:]+:run_phase:[^:]+$/,
    start: /^organization:[^:]+:/,
    expected:
      "a subject that names the organization, such as organization:contoso:project:p:workspace:w:run_phase:apply",
  },
];

const KNOWN_FORMS: readonly { readonly of: RegExp; readonly form: RegExp; readonly expected: string }[] = [
  {
    of: /^sc:/,
    form: /^sc:\/\/[^/]+\/[^/]+\/[^/]+$/,
    expected: "sc://<organization>/<project>/<service connection>",
  },
  {
    of: /^system:/,
    form: /^system:serviceaccount:[^:]+:[^:]+$/,
    expected: "system:serviceaccount:<namespace>:<service account>",
  },
];

/** @throws when the subject lets in others than those whom its author knows */
export function checkSubject(place: Place, issuer: string, subject: string): void {
  if (Token.isUnresolved(issuer) || Token.isUnresolved(subject)) return;
  const shared = tryFindShared(issuer);
  if (shared !== undefined && !shared.subject.test(subject)) {
    throw openToStrangers(place, "subject", subject, shared.expected);
  }
  const known = KNOWN_FORMS.find(({ of }) => of.test(subject));
  if (known !== undefined && !known.form.test(subject)) {
    throw openToStrangers(place, "subject", subject, known.expected);
  }
  if (/^repo:.*:pull_request$/.test(subject)) throw unreviewedCode(place, "subject", subject);
}

/** @throws when the expression lets in others than those whom its author knows */
export function checkExpression(place: Place, issuer: string, expression: string, unreviewed: boolean): void {
  if (Token.isUnresolved(issuer) || Token.isUnresolved(expression)) return;
  const patterns = [...expression.matchAll(/claims\['sub'\] (?:eq|matches) '([^']+)'/g)].map(([, text]) => text!);
  const shared = tryFindShared(issuer);
  const expected = shared?.expected ?? "a clause for the claim sub that starts with more than a wildcard";
  const isPinned = patterns.some((text) => (shared?.start ?? /[^]/).test(/^[^*?]*/.exec(text)![0]));
  if (!isPinned) throw openToStrangers(place, "expression", expression, expected);
  const isReviewed = patterns.some((text) => /:(?:ref:refs|environment):?/.test(text));
  if (patterns.some((text) => text.startsWith("repo:")) && !isReviewed && !unreviewed) {
    throw unreviewedCode(place, "expression", expression);
  }
}

function tryFindShared(issuer: string): SharedIssuer | undefined {
  const { host } = new URL(issuer);
  return SHARED.find(({ hosts }) => hosts.includes(host));
}
