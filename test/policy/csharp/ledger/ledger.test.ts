import { readFileSync } from "node:fs";
import { join } from "node:path";
import { analyzeCsharp } from "../../../../src/policy/csharp/check/check";
import { compileExpression } from "../../../../src/policy/csharp/evaluate/evaluate";
import { TYPES } from "../../../../src/policy/csharp/members/catalog";
import { parseCsharp } from "../../../../src/policy/csharp/parse";
import { visit } from "../../../../src/policy/csharp/walk";
import { CONSTRUCTS, LEDGER_FILES, ledgerFiles, type LedgerSection, readLedger, rowsOf } from "./ledger";
import { evaluateLedger, parseLedgerCode, shownInLedger } from "./shown";
import { ledgerCall } from "./context";

const SECTIONS = LEDGER_FILES.flatMap(readLedger);

/** What is wrong with an expression of the ledger; undefined if nothing is. */
function failureOf(code: string, expected: string): string | undefined {
  const tree = parseLedgerCode(code);
  if (tree.problems.length > 0) return `${code} is not parsed: ${tree.problems[0]?.message ?? ""}`;
  const problem = analyzeCsharp(tree).problems.find(({ severity }) => severity === "error");
  if (problem !== undefined) return `${code} is wrong by the checker: ${problem.message}`;
  const shown = shownInLedger(evaluateLedger(tree));
  return shown === expected ? undefined : `${code} gives ${shown}; expected ${expected}`;
}

function failuresOf(sections: readonly LedgerSection[]): string[] {
  return sections.flatMap((section) =>
    rowsOf(section).flatMap(({ code, expected }) => failureOf(code, expected) ?? []),
  );
}

/** The members that a section shows, by the name of the type. */
const shown = new Map<string, Set<string>>();
const receivers = new Map<string, string>();
for (const { types, receiver, lines } of SECTIONS) {
  for (const type of types) {
    const names = shown.get(type) ?? new Set<string>();
    shown.set(type, names);
    for (const line of lines) for (const name of line.names) names.add(name);
    if (receiver !== undefined && !receivers.has(type)) receivers.set(type, receiver.replace(/\bT\b/g, type));
  }
}

const ANY_CALL = { request: { url: "https://api.contoso.com/" } };

/** Whether code fails because a member is not there, which the failure names, or because its type is not. */
function isNamedAsMissing(code: string, name: string, type: string): boolean {
  const result = compileExpression(parseCsharp(`@(${code})`)).evaluate(
    code.includes("context") ? ledgerCall() : ANY_CALL,
    {},
  );
  if (result.kind !== "unsupported") return false;
  const isNamed = new RegExp(`(?:[.\\s]|^)${name}\\b|\\b(?:type|name|new) ${type}\\b`).test(result.feature);
  return isNamed && result.end > result.start;
}

describe("the ledger", () => {
  test.each([...LEDGER_FILES, CONSTRUCTS])("gives the expressions of %s their values in .NET", (file) => {
    expect(failuresOf(readLedger(file))).toEqual([]);
  });

  test("has no other files", () => {
    expect([...ledgerFiles()].sort()).toEqual([...LEDGER_FILES, CONSTRUCTS].sort());
  });

  test("has a section for each type, and a line for nothing but its members", () => {
    const unknown = [...shown].flatMap(([type, names]) => {
      const members = TYPES.type(type)?.members;
      if (members === undefined) return [type];
      return [...names].filter((name) => members.get(name) === undefined).map((name) => `${type}.${name}`);
    });
    expect(unknown).toEqual([]);
    const withMembers = TYPES.names.filter((name) => [...(TYPES.type(name)?.members.names ?? [])].length > 0);
    expect(withMembers.filter((name) => !shown.has(name) && !EMPTY.includes(name))).toEqual([]);
  });

  test("has a line for each member, or evaluation names the member that it lacks", () => {
    const failures: string[] = [];
    // What the other numbers lack, these lack as well.
    const alike = SECTIONS.flatMap(({ types }) => (types.length > 1 ? types : []));
    const asked = TYPES.names.filter((name) => !alike.includes(name) || ["int", "double", "decimal"].includes(name));
    for (const type of asked) {
      const { members } = TYPES.type(type)!;
      for (const name of members.names) {
        const member = members.get(name)!;
        if (member.status === "refused" || shown.get(type)?.has(name) === true) continue;
        const receiver = receivers.get(type);
        const codes = name === "new" ? [`new ${type}()`] : [`${type}.${name}`, `${type}.${name}()`];
        if (/^(?:this|operator .*)$/.test(name)) {
          failures.push(`${type}.${name}`);
          continue;
        }
        if (receiver !== undefined && name !== "new") codes.push(`(${receiver}).${name}`, `(${receiver}).${name}()`);
        const wrong = codes.filter((code) => !isNamedAsMissing(code, name, type));
        if (wrong.length > 0) failures.push(`${type}.${name}: ${wrong.join(" | ")}`);
      }
    }
    expect(failures).toEqual([]);
  });

  test("has an expression for each kind of node and each operator", () => {
    const kinds = new Set<string>();
    for (const { names, code } of readLedger(CONSTRUCTS).flatMap(({ lines }) => lines)) {
      const [label = ""] = names;
      const found = new Set<string>();
      visit(parseLedgerCode(code).root, (node) => {
        found.add(node.kind);
        if ("operator" in node) found.add(`${node.kind} ${node.operator}`);
        if (node.kind === "number") found.add(`number ${node.type}`);
      });
      expect([code, found.has(label)]).toEqual([code, true]);
      kinds.add(label).add(label.split(" ")[0] ?? "");
    }
    expect(kindsOfTree().filter((kind) => !kinds.has(kind))).toEqual(["place", "missing"]);
  });
});

/** Types about which nothing but the name of a member is known, or which are written in no expression. */
const EMPTY: readonly string[] = ["JConstructor", "IOrderedEnumerable"];

/** All kinds of nodes, with their operators, as the source of the tree has them. */
function kindsOfTree(): string[] {
  const source = readFileSync(join(__dirname, "../../../../src/policy/csharp/tree.ts"), "utf8");
  const kinds = [...source.matchAll(/ {2}readonly kind: ([^;]+);/g)].flatMap(([, text = ""]) =>
    [...text.matchAll(/"(\w+)"/g)].map(([, kind = ""]) => kind),
  );
  const operators = (type: string, kind: string): string[] => {
    const [, text = ""] = new RegExp(`export type ${type} =([^;]+);`).exec(source) ?? [];
    return [...text.matchAll(/"([^"]+)"/g)].map(([, operator = ""]) => `${kind} ${operator}`);
  };
  return [
    ...kinds,
    ...operators("UnaryOperator", "unary"),
    ...operators("BinaryOperator", "binary"),
    ...operators("AssignmentOperator", "assignment"),
    ...operators("NumberType", "number"),
  ];
}
