import { allPolicies } from "../../catalog";
import { PolicySeverity } from "../../model/finding";
import { type LintContext } from "../context";
import { hasDoubtfulContent, type NodePath, NodeKind } from "../node-path";
import { type LintRule } from "../rule";
import { knownNames, parentsOf } from "./known-names";

/** Elements that people and language models invent, and what to use instead. */
const INVENTED: ReadonlyMap<string, string> = new Map([
  ["required-audiences", "use <audiences>, with an <audience> for each value"],
  ["allowed-audiences", "use <audiences>, with an <audience> for each value"],
  ["valid-audiences", "use <audiences>, with an <audience> for each value"],
  ["required-issuers", "use <issuers>, with an <issuer> for each value"],
  ["valid-issuers", "use <issuers>, with an <issuer> for each value"],
  [
    "required-scopes",
    'use <required-claims>: with <claim name="scp" match="any" separator=" "> for tokens of users, or with <claim name="roles" match="any"> for tokens of applications, which never have a scope',
  ],
  ["required-roles", 'use <required-claims>, with <claim name="roles" match="any"> and a <value> for each role'],
]);

/** Elements that the service still accepts although they are retired, and what replaces them. */
const RETIRED: ReadonlyMap<string, string> = new Map([
  ["set-graphql-resolver", "make a resolver of the GraphQL API, whose policy is a separate document"],
]);

/** An element that the reference does not have is refused by the service. One that is retired is a warning. */
export const KNOWN_ELEMENT: LintRule = {
  id: "C-01",
  name: "known-element",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Every element is one that API Management knows.",
  rationale:
    "The service refuses a document with an element that it does not know. It is a warning in the few policies whose schema is not published, and for a policy that is retired.",
  fix: "Use the name that the reference gives. A policy that is newer than this library can be allowed with a reason.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  examples: {
    wrong: `<fragment>
  <set-headers name="X-Request-Id">
    <value>@(context.RequestId.ToString())</value>
  </set-headers>
</fragment>`,
    right: `<fragment>
  <set-header name="X-Request-Id">
    <value>@(context.RequestId.ToString())</value>
  </set-header>
</fragment>`,
  },
  checkElement: (path, context, report) => {
    if (path.kind !== NodeKind.UNKNOWN || path.parent === undefined || parentsOf(path.name) !== undefined) return;
    const { name, parent } = path;
    const successor = RETIRED.get(name);
    if (successor !== undefined) {
      report(path, {
        message: `<${name}> is retired; expected its replacement`,
        fix: successor,
        severity: PolicySeverity.WARNING,
      });
      return;
    }
    const expected = allowedIn(parent);
    report(path, {
      message: `<${name}> is not an element of <${parent.name}>; expected ${expected.length > 8 ? "a policy" : listOf(expected)}`,
      fix: INVENTED.get(name) ?? suggestion(name, expected, context),
      severity: hasDoubtfulContent(parent) ? PolicySeverity.WARNING : PolicySeverity.ERROR,
    });
  },
};

function allowedIn({ spec }: NodePath): string[] {
  const children = (spec?.children ?? []).filter(({ undocumented }) => !undocumented).map(({ name }) => name);
  if (spec?.inside !== "policies") return children;
  return [
    ...children,
    ...allPolicies()
      .filter(({ undocumented }) => !undocumented)
      .map(({ name }) => name),
  ];
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? "no elements in it" : names.map((name) => `<${name}>`).join(", ");
}

function suggestion(name: string, expected: readonly string[], context: LintContext): string {
  const near = context.nearest(name, expected) ?? context.nearest(name, knownNames());
  return near === undefined ? "remove it, or correct its name" : `use <${near}>, if that is meant, or remove it`;
}
