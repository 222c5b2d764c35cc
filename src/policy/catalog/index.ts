import { ACCESS } from "./access";
import { AI } from "./ai";
import { CACHING } from "./caching";
import { CONTROL_FLOW } from "./control-flow";
import { CROSS_DOMAIN } from "./cross-domain";
import { GRAPHQL } from "./graphql";
import { INTEGRATION } from "./integration";
import { LIMITS } from "./limits";
import { LOGGING } from "./logging";
import { type PolicyCategory, type PolicySpec } from "./model";
import { ROUTING } from "./routing";
import { TRANSFORMATION } from "./transformation";
import { NOT_DOCUMENTED } from "./undocumented";
import { VALIDATION } from "./validation";

export type * from "./model";

/** The documented policies, in the groups of the reference. */
export const CATEGORIES: readonly PolicyCategory[] = [
  { title: "Rate limiting and quotas", file: "limits", policies: () => LIMITS },
  { title: "Authentication and authorization", file: "access", policies: () => ACCESS },
  { title: "Content validation", file: "validation", policies: () => VALIDATION },
  { title: "Routing", file: "routing", policies: () => ROUTING },
  { title: "Caching", file: "caching", policies: () => CACHING },
  { title: "Transformation", file: "transformation", policies: () => TRANSFORMATION },
  { title: "Cross-domain", file: "cross-domain", policies: () => CROSS_DOMAIN },
  { title: "Integration and external communication", file: "integration", policies: () => INTEGRATION },
  { title: "Logging", file: "logging", policies: () => LOGGING },
  { title: "GraphQL resolvers", file: "graphql", policies: () => GRAPHQL },
  { title: "Policy control and flow", file: "control-flow", policies: () => CONTROL_FLOW },
  { title: "AI gateway", file: "ai", policies: () => AI },
];

/** Every policy that the service supports. */
export function allPolicies(): PolicySpec[] {
  return [...CATEGORIES.flatMap(({ policies }) => policies()), ...NOT_DOCUMENTED];
}

const byName = new Map<string, PolicySpec>();
/** What is not in `byName` yet. Most documents need few categories, and the first ones most. */
const unread: (() => readonly PolicySpec[])[] = [() => CONTROL_FLOW, () => ACCESS, () => TRANSFORMATION, allPolicies];

/** The entry of a policy, or undefined if the service does not support it. */
export function tryFindPolicy(name: string): PolicySpec | undefined {
  while (unread.length > 0 && !byName.has(name)) {
    for (const policy of unread.shift()!()) byName.set(policy.name, policy);
  }
  return byName.get(name);
}

/** The page about a documented policy. */
export function policyPage(name: string): string {
  // The page about `base` is the one about documents.
  if (name === "base") return "https://learn.microsoft.com/azure/api-management/set-edit-policies";
  return `https://learn.microsoft.com/azure/api-management/${name}-policy`;
}
