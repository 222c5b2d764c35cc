import { createSourceFile, isFunctionDeclaration, ScriptTarget } from "typescript";

/** A function in the profile of a program, as V8 writes it. */
interface ProfiledFunction {
  readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
}

/** What V8 writes at the end of a program, if `NODE_V8_COVERAGE` asks for it. */
export interface Profile {
  readonly result: readonly { readonly url: string; readonly functions: readonly ProfiledFunction[] }[];
}

/**
 * Puts the functions that a program calls in parentheses, and first.
 *
 * V8 reads a function twice: when it loads the file, to find the end, and when something calls it. One in parentheses it compiles at once. What is
 * declared can be used before its statement; a variable cannot, so that these come first.
 *
 * @param code a script in which functions are declared next to each other
 * @param functions what V8 counted when the program ran
 */
export function withCalledFirst(code: string, functions: readonly ProfiledFunction[]): string {
  const called = new Set(
    functions.map(({ ranges: [whole] }) => (whole!.count > 0 ? `${whole!.startOffset} ${whole!.endOffset}` : "")),
  );
  const source = createSourceFile("part.js", code, ScriptTarget.ES2022);
  const moved = source.statements
    .filter(isFunctionDeclaration)
    .filter((each) => called.has(`${each.getStart(source)} ${each.end}`));
  const first = moved.map((each) => `var ${each.name!.text}=(${each.getText(source)});\n`);
  const rest = moved.reduceRight((text, { pos, end }) => text.slice(0, pos) + text.slice(end), code);
  return first.join("") + rest;
}
