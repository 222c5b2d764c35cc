import { fc } from "../../support/fast-check";
import { parseCsharp } from "../../../src/policy/csharp/parse";
import { childrenOf, isDeeperThan, visit } from "../../../src/policy/csharp/walk";
import { policyExpressions } from "./oracle/generator";
import { codeOf } from "./printed";

function kindsIn(code: string): string[] {
  const kinds: string[] = [];
  visit(parseCsharp(code).root, (node) => void kinds.push(node.kind));
  return kinds;
}

describe("the nodes of a tree", () => {
  test("are visited from the outside to the inside, in the order of the text", () => {
    expect(kindsIn('@(f<int>(a: b, out var c) ? $"x{d:N}" : new { e = 1 })')).toEqual([
      "ternary",
      "invocation",
      "name",
      "type",
      "name",
      "declaration",
      "interpolated",
      "text",
      "interpolation",
      "name",
      "anonymous",
      "number",
    ]);
  });

  test("have the nodes in labels, catches, parameters and variables as their children", () => {
    const code =
      "@{ switch (a) { case 1 when b: try { } catch (C d) when (e) { } break; } int F(int g = 1) => h; T i = j, k = l; }";
    const { root } = parseCsharp(code);
    expect(childrenOf(root).map((node) => childrenOf(node).map((child) => codeOf(code, child)))).toEqual([
      ["a", "1", "b", "try { } catch (C d) when (e) { }", "break;"],
      ["int", "int", "1", "h"],
      ["T", "j", "l"],
    ]);
  });

  test("know what they are in, and are left out where the visitor says so", () => {
    const seen: string[] = [];
    const code = "@(a + f(x => b) + c)";
    visit(parseCsharp(code).root, (node, parent) => {
      seen.push(`${parent?.kind ?? "nothing"}: ${codeOf(code, node)}`);
      return node.kind !== "lambda";
    });
    expect(seen).toEqual([
      "nothing: a + f(x => b) + c",
      "binary: a + f(x => b)",
      "binary: a",
      "binary: f(x => b)",
      "invocation: f",
      "invocation: x => b",
      "binary: c",
    ]);
  });

  test("are within the node that they are in, one behind the other", () => {
    fc.assert(
      fc.property(policyExpressions, (code) => {
        const { root, problems } = parseCsharp(code);
        expect(problems).toEqual([]);
        visit(root, (node) => {
          let { start } = node;
          for (const child of childrenOf(node)) {
            // The sizes of an array are in its type.
            const isWithin = child.start >= start && child.end >= child.start && child.end <= node.end;
            if (!isWithin) throw new Error(`${child.kind} of ${node.kind} in ${code}`);
            start = node.kind === "newArray" ? child.start : child.end;
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  test("are counted in levels", () => {
    const { root } = parseCsharp("@(a + f(b))");
    expect([2, 3, 4].map((levels) => isDeeperThan(root, levels))).toEqual([true, false, false]);
  });
});
