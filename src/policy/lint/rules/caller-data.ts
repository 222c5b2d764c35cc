import { type PolicyValue } from "../../model/value";
import { type LintContext } from "../context";
import { csharpOf } from "../csharp-code";
import { type NodePath } from "../node-path";
import { settersOf } from "../variables";

/** Whether a value is computed from what the caller sent. */
export function isOfCaller(value: PolicyValue, callerVariables: ReadonlySet<string>): boolean {
  const code = csharpOf(value);
  return code !== undefined && (code.readsRequest || code.variableIn(callerVariables) !== undefined);
}

/** The variables that are computed from what the caller sent, also through another service or the cache. */
export function callerVariables({ statements }: LintContext): ReadonlySet<string> {
  const variables = new Set<string>();
  for (const path of statements) {
    const setters = settersOf(path);
    if (setters.length === 0 || !readsCaller(path, variables)) continue;
    for (const { name } of setters) if (name !== undefined) variables.add(name);
  }
  return variables;
}

function readsCaller(path: NodePath, variables: ReadonlySet<string>): boolean {
  const { attributes, text } = path.element;
  return (
    attributes.some(({ value }) => isOfCaller(value, variables)) ||
    (text !== undefined && isOfCaller(text, variables)) ||
    path.children.some((child) => readsCaller(child, variables))
  );
}
