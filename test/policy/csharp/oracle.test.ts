import { fc } from "../../support/fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCsharp } from "../../../src/policy/csharp/parse";
import { expressionsIn } from "../../../src/policy/csharp/scan";
import { codeOf } from "../../../src/policy/syntax/expression-reader";
import { policyExpressions } from "./oracle/generator";
import { nodeTextsOf } from "./oracle/node-texts";
import { TreeSitterOracle } from "./oracle/tree-sitter";

const DOCUMENTS = join(__dirname, "../lint/documents");

/** The expressions of the documents of the linter's tests, each once. */
function expressionsOfDocuments(): string[] {
  const found = new Set<string>();
  for (const name of readdirSync(DOCUMENTS)) {
    const text = readFileSync(join(DOCUMENTS, name), "utf8");
    const bounds = expressionsIn(text);
    for (let index = 0; index < bounds.length; index += 2)
      found.add(codeOf(text.slice(bounds[index], bounds[index + 1])));
  }
  return [...found];
}

let oracle: TreeSitterOracle;

beforeAll(async () => {
  oracle = await TreeSitterOracle.load();
});

function expectAgreement(code: string): void {
  const tree = parseCsharp(code);
  const { isCode, nodes, mistake } = oracle.read(code);
  expect({ code, isCode: tree.problems.length === 0 }).toEqual({ code, isCode });
  if (isCode && mistake === undefined) expect({ code, nodes: nodeTextsOf(tree) }).toEqual({ code, nodes });
}

describe("a kept grammar of C# agrees", () => {
  test("on the expressions of policy documents", () => {
    const expressions = expressionsOfDocuments();
    expect(expressions.length).toBeGreaterThan(60);
    for (const code of expressions) expectAgreement(code);
  });

  test("on generated expressions", () => {
    const codes = policyExpressions.filter((code) => code.length < MAX_LENGTH);
    // Of many more, one in some thousands shows one more mistake of the oracle.
    fc.assert(fc.property(codes, expectAgreement), { numRuns: 250, seed: 1 });
  });

  test("on expressions without one of their characters, as far as it is about C# 7", () => {
    const broken = fc.tuple(policyExpressions, fc.nat()).map(([code, at]) => {
      const index = 2 + (at % Math.max(1, code.length - 3));
      return code.slice(0, index) + code.slice(index + 1);
    });
    fc.assert(
      fc.property(broken, (code) => {
        fc.pre(code.length < MAX_LENGTH);
        const { isCode } = oracle.read(code);
        // What the oracle refuses is no C#. It allows more than C# 7 does.
        if (!isCode) expect({ code, problems: parseCsharp(code).problems }).not.toEqual({ code, problems: [] });
      }),
      { numRuns: 250, seed: 1 },
    );
  });

  test.each([
    ["`a + b?.c` is no conditional access of a sum", '@("a" + b?.c)'],
    ["`a is B && !c` is no pattern", "@(a is B && !c)"],
    ["`(a) + b` is no cast", "@((a) + b)"],
    ["`(a)[b]` is no cast", "@((a)[b])"],
    ["`a < b.c<D>(e)` is one comparison", "@(a < b.c<D>(e))"],
  ])("except where it is wrong: %s", (_, code) => {
    expect(parseCsharp(code).problems).toEqual([]);
    expect(oracle.read(code).mistake).toBeDefined();
  });
});

/** The oracle takes long for more, and sometimes gives up. */
const MAX_LENGTH = 600;
