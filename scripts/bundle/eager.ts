import {
  type ArrowFunction,
  createSourceFile,
  forEachChild,
  isArrowFunction,
  isBlock,
  isClassLike,
  isFunctionDeclaration,
  isFunctionLike,
  type Node,
  ScriptTarget,
  type SourceFile,
} from "typescript";

/** A function in the profile of a program, as V8 writes it. */
interface ProfiledFunction {
  readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
}

/** What V8 writes at the end of a program, if `NODE_V8_COVERAGE` asks for it. */
export interface Profile {
  readonly result: readonly { readonly url: string; readonly functions: readonly ProfiledFunction[] }[];
}

/**
 * Puts the functions that a program calls in parentheses, and those with a statement of their own first.
 *
 * V8 reads a function twice: when it loads the file, to find the end, and when something calls it. One in parentheses it compiles at once, unless it is an
 * arrow function: those become the other kind. What is declared can be used before its statement; a variable cannot, so that these come first.
 *
 * @param code a script whose functions have no use for `this`, but in classes
 * @param functions what V8 counted when the program ran
 */
export function withCalledFirst(code: string, functions: readonly ProfiledFunction[]): string {
  const called = new Set(
    functions.map(({ ranges: [whole] }) => (whole!.count > 0 ? `${whole!.startOffset} ${whole!.endOffset}` : "")),
  );
  const source = createSourceFile("part.js", code, ScriptTarget.ES2022);
  const isCalled = (node: Node): boolean => called.has(`${node.getStart(source)} ${node.end}`);
  const declared = source.statements.filter(isFunctionDeclaration).filter(isCalled);
  const first = declared.map((each) => `var ${each.name!.text}=(${each.getText(source)});\n`);
  const edits = [
    ...declared.map((node) => ({ node, text: "" })),
    ...arrowsOf(source)
      .filter(isCalled)
      .map((node) => ({ node, text: functionOf(node, source) })),
  ].sort((left, right) => right.node.pos - left.node.pos);
  const rest = edits.reduce(
    (text, { node, text: other }) => text.slice(0, node.getStart(source)) + other + text.slice(node.end),
    code,
  );
  return first.join("") + rest;
}

/** The arrow functions, without `async`, that are in no other function and in no class. */
function arrowsOf(source: SourceFile): ArrowFunction[] {
  const found: ArrowFunction[] = [];
  const visit = (node: Node): void => {
    if (isArrowFunction(node) && node.modifiers === undefined) found.push(node);
    else if (!isFunctionLike(node) && !isClassLike(node)) forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function functionOf({ parameters, body }: ArrowFunction, source: SourceFile): string {
  const text = body.getText(source);
  return `(function(${parameters.map((each) => each.getText(source)).join(",")})${isBlock(body) ? text : `{return ${text}}`})`;
}
