import { MAX_CSHARP_DEPTH } from "../text/bounds";
import { tokensOf } from "./lexer";
import { StatementReader } from "./parser/statement-reader";
import { type CsharpTree, type SyntaxProblem } from "./tree";
import { isDeeperThan } from "./walk";

/**
 * The syntax tree of a policy expression. Code that is not C# gives a tree of what could be read, and problems.
 *
 * It never throws, and takes time and memory in proportion to the length of the code.
 *
 * @param code an expression with its `@(` or `@{`, without the references of XML
 */
export function parseCsharp(code: string): CsharpTree {
  const problems: SyntaxProblem[] = [];
  const tokens = tokensOf(code, code.startsWith("@") ? 1 : 0, problems);
  const root = new StatementReader(tokens, problems).readRoot();
  problems.sort((left, right) => left.start - right.start);
  // Each level of a tree has a token of its own, or two for the parts of a path.
  if (tokens.types.length > MAX_CSHARP_DEPTH / 2 && isDeeperThan(root, MAX_CSHARP_DEPTH)) {
    const message = `found an expression of more than ${MAX_CSHARP_DEPTH} levels; expected fewer`;
    return {
      code,
      root: { kind: "missing", start: root.start, end: root.end },
      problems: [{ start: root.start, end: root.end, message }],
    };
  }
  return { code, root, problems };
}
