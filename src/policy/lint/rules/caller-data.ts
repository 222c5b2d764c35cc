import { type PolicyValue } from "../../model/value";
import { type LintContext } from "../context";
import { csharpOf } from "../expressions";
import { type NodePath } from "../node-path";

/** Whether a value is computed from what the caller sent. */
export function isOfCaller(value: PolicyValue, callerVariables: ReadonlySet<string>): boolean {
  const code = csharpOf(value);
  if (code === undefined) return false;
  return /\bcontext\s*\.\s*Request\b/.test(code) || variableIn(code, callerVariables) !== undefined;
}

/** The first of some variables that code reads, as `readsVariable` does, but in one pass for all of them. */
export function variableIn(
  code: string,
  variables: { readonly size: number; has(name: string): boolean },
): string | undefined {
  return variables.size === 0 ? undefined : code.split('"').find((text, index) => index > 0 && variables.has(text));
}

/** The variables that are computed from what the caller sent, also through another service or the cache. */
export function callerVariables({ statements }: LintContext): ReadonlySet<string> {
  const variables = new Set<string>();
  for (const path of statements) {
    const attribute = VARIABLE_ATTRIBUTES[path.name];
    const name = attribute === undefined ? undefined : path.literal(attribute);
    if (name !== undefined && readsCaller(path, variables)) variables.add(name);
  }
  return variables;
}

/** The attributes that name the variable which a statement sets. */
export const VARIABLE_ATTRIBUTES: Readonly<Record<string, string>> = {
  "set-variable": "name",
  "cache-lookup-value": "variable-name",
  "send-request": "response-variable-name",
};

function readsCaller(path: NodePath, variables: ReadonlySet<string>): boolean {
  const { attributes, text } = path.element;
  return (
    attributes.some(({ value }) => isOfCaller(value, variables)) ||
    (text !== undefined && isOfCaller(text, variables)) ||
    path.children.some((child) => readsCaller(child, variables))
  );
}
