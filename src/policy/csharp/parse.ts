import { MAX_CSHARP_DEPTH } from "../text/bounds";
import { tokensOf } from "./lexer";
import { StatementReader } from "./parser/statement-reader";
import { TooDeepError } from "./parser/token-reader";
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
  let root: CsharpTree["root"];
  try {
    root = new StatementReader(tokens, problems).readRoot();
  } catch (error) {
    if (!(error instanceof TooDeepError)) throw error;
    return withoutTree(code, error);
  }
  // No level of a tree is without a token, except for the receivers of conditional accesses, the parts of types, and variables of queries.
  if (
    (tokens.types.length > MAX_CSHARP_DEPTH / 3 || tokens.texts.includes("from")) &&
    isDeeperThan(root, MAX_CSHARP_DEPTH)
  ) {
    const message = `found an expression of more than ${MAX_CSHARP_DEPTH} levels; expected fewer`;
    return withoutTree(code, { start: root.start, end: root.end, message });
  }
  problems.sort((left, right) => left.start - right.start);
  return { code, root, problems };
}

/** No tree, because of what makes it too deep. */
function withoutTree(code: string, { start, end, message }: SyntaxProblem): CsharpTree {
  return { code, root: { kind: "missing", start, end }, problems: [{ start, end, message }] };
}
