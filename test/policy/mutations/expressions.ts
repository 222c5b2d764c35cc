import { type PolicyValue, PolicyText } from "../../../src/policy";
import { type MutationClass } from "./mutation";
import { type Source } from "./sources";

/** The expressions that stand in the text as they are, unescaped. */
function expressionsIn({ text, places }: Source): string[] {
  const values = places.flatMap(({ element }): PolicyValue[] => [
    ...element.attributes.map(({ value }) => value),
    ...element.children.filter((child) => child instanceof PolicyText).map(({ value }) => value),
  ]);
  return values.filter(({ isExpression, source }) => isExpression && text.includes(source)).map(({ source }) => source);
}

function broken(name: string, floor: number, breaks: (code: string) => string | undefined): MutationClass {
  return {
    name,
    floor,
    mutants: (source) =>
      expressionsIn(source).flatMap((code) => {
        const changed = breaks(code);
        if (changed === undefined || changed === code) return [];
        return [() => ({ text: source.text.replace(code, () => changed) })];
      }),
  };
}

/** Code without strings and comments, so that what is changed in it is code. */
const isPlain = (code: string): boolean => !/["'/]/.test(code);

export const EXPRESSIONS: readonly MutationClass[] = [
  broken("expression that does not close", 100, (code) => code.trimEnd().slice(0, -1)),
  broken(
    "expression with a bracket too many",
    95,
    (code) => `${code.trimEnd().slice(0, -1)})${code.trimEnd().slice(-1)}`,
  ),
  broken("expression without one of its inner brackets", 95, (code) => {
    const index = code.lastIndexOf(")", code.trimEnd().length - 2);
    return index > 0 && isPlain(code.slice(index)) ? code.slice(0, index) + code.slice(index + 1) : undefined;
  }),
  broken("string that does not close", 95, (code) => {
    if (code.includes("//")) return undefined;
    const closed = /"[^"\\{}@$\n]+"/.exec(code);
    return closed === null || /["'@$]/.test(code[closed.index - 1] ?? "")
      ? undefined
      : code.replace(closed[0], closed[0].slice(0, -1));
  }),
  broken("expression without code", 100, (code) => (code.startsWith("@{") ? "@{ }" : "@()")),
  broken("block without return", 100, (code) =>
    // What takes the place of a named value may return.
    code.startsWith("@{") && !/throw|\{\{/.test(code) ? code.replace(/\breturn\b/g, "var result =") : undefined,
  ),
  broken("assignment in the place of a comparison", 100, (code) => {
    // In a block and in a lambda an assignment may be right, and a character needs the types of C#.
    return code.startsWith("@(") && !/=>|'/.test(code) ? code.replace(" == ", " = ") : undefined;
  }),
  broken("statement in the place of an expression", 100, (code) =>
    code.startsWith("@(") ? `${code.trimEnd().slice(0, -1)};)` : undefined,
  ),
  broken("string in single quotes", 95, (code) => {
    const quoted = /\["([\w-]{2,})"\]/.exec(code);
    return quoted === null ? undefined : code.replace(quoted[0], `['${quoted[1]!}']`);
  }),
  broken("expression without its sign", 90, (code) =>
    code.startsWith("@(") && code.includes("context.") ? code.slice(1) : undefined,
  ),
];
