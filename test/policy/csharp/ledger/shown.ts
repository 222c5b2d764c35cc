import { enumerate } from "../../../../src/policy/csharp/evaluate/binding/enumerate";
import { Runtime } from "../../../../src/policy/csharp/evaluate/contract/runtime";
import { NetArray, NetObject, type NetValue } from "../../../../src/policy/csharp/evaluate/contract/values";
import { compileExpression } from "../../../../src/policy/csharp/evaluate/evaluate";
import { type EvaluationResult } from "../../../../src/policy/csharp/evaluate/result";
import { textOf } from "../../../../src/policy/csharp/evaluate/text/text-of";
import { parseCsharp } from "../../../../src/policy/csharp/parse";
import { type CsharpTree } from "../../../../src/policy/csharp/tree";
import { ledgerCall, NOW } from "./context";

/** Code of the ledger as a policy writes it. */
export function parseLedgerCode(code: string): CsharpTree {
  return parseCsharp(/;(?: \})*$/.test(code) ? `@{ ${code} }` : `@(${code})`);
}

export function evaluateLedger(tree: CsharpTree): EvaluationResult {
  return compileExpression(tree).evaluate(ledgerCall(), { now: () => NOW, random: () => 0.5 });
}

/** What comes of an expression, as the ledger writes it. */
export function shownInLedger(result: EvaluationResult): string {
  switch (result.kind) {
    case "value":
      return written(result.value);
    case "exception":
      return `throws ${result.type.slice(result.type.lastIndexOf(".") + 1)}`;
    case "unsupported":
      return `unsupported: ${result.feature}`;
    case "limit":
      return `limit: ${result.message}`;
  }
}

/** A collection as its items, and anything else as its text. */
function written(value: NetValue): string {
  if (value === null) return "null";
  // Tokens and nodes are collections with a text.
  const isCollection = value instanceof NetArray || (value instanceof NetObject && /\[/.test(value.type.id));
  if (!isCollection || value.type.is("System.Collections.Generic.KeyValuePair")) return textOf(value);
  const items = value.enumerate();
  return items === undefined ? textOf(value) : `[${[...enumerate(value, new Runtime({}))].map(written).join(", ")}]`;
}
