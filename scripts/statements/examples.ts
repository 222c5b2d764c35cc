import ts from "typescript";

/** The text of each function in the object literal of examples/policies.ts, by the name of its property. */
export function exampleSources(text: string): ReadonlyMap<string, string> {
  const file = ts.createSourceFile("policies.ts", text, ts.ScriptTarget.Latest, true);
  const sources = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isArrowFunction(node.initializer)) {
      const name = ts.isStringLiteral(node.name) ? node.name.text : node.name.getText(file);
      sources.set(name, dedent(node.initializer.body.getText(file)));
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return sources;
}

/** Removes the indentation of the line that closes the expression from every line after the first. */
function dedent(code: string): string {
  const lines = code.split("\n");
  const indent = /^ */.exec(lines[lines.length - 1]!)![0];
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join("\n");
}
