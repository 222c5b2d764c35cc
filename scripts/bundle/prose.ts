import {
  createSourceFile,
  forEachChild,
  isObjectLiteralExpression,
  isPropertyAssignment,
  type Node,
  type PropertyAssignment,
  ScriptTarget,
} from "typescript";

/** What the documentation says about the rules of the linter. */
const PROSE: ReadonlySet<string> = new Set(["description", "rationale", "fix", "url", "examples"]);

/** Leaves out what no program reads. */
export function withoutProse(code: string): string {
  if (!code.includes("rationale")) return code;
  const source = createSourceFile("module.js", code, ScriptTarget.ES2022, true);
  const prose: PropertyAssignment[] = [];
  const visit = (node: Node): void => {
    if (isObjectLiteralExpression(node) && node.properties.some(({ name }) => name?.getText() === "rationale")) {
      prose.push(...node.properties.filter(isPropertyAssignment).filter(({ name }) => PROSE.has(name.getText())));
    }
    forEachChild(node, visit);
  };
  visit(source);
  return prose.reduceRight((rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end).replace(/^,/, ""), code);
}
