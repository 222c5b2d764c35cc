import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PolicyDocument, type PolicyElement } from "../src/policy";
import { checkCsharp } from "../src/policy/csharp/check/check";
import { compileExpression } from "../src/policy/csharp/evaluate/evaluate";
import { parseCsharp } from "../src/policy/csharp/parse";
import { median } from "./measure";

/** The median time for a new expression, in milliseconds, once the code is warm. */
export interface ExpressionTimes {
  /** To parse and check it. */
  readonly check: number;
  /** To parse, compile and evaluate it once. */
  readonly evaluate: number;
}

const DOCUMENTS = resolve(__dirname, "../test/policy/lint/documents");

/** Each expression of the documents in the tests. It is another text each time, so that nothing can be kept of the time before. */
export function measureExpressions(): ExpressionTimes {
  const codes = expressions();
  const context = { request: { url: "https://apim-contoso.azure-api.net/orders/1" } };
  const measure = (work: (code: string) => void): number => {
    for (let round = 0; round < 20; round++) codes.forEach((code) => work(fresh(code, round)));
    return median(codes.map((code) => milliseconds(() => work(fresh(code, -1)))));
  };
  return {
    check: measure((code) => checkCsharp(parseCsharp(code))),
    evaluate: measure((code) => compileExpression(parseCsharp(code)).evaluate(context)),
  };
}

function fresh(code: string, round: number): string {
  return `${code.slice(0, 2)}/* ${round} */${code.slice(2)}`;
}

function milliseconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function expressions(): string[] {
  const documents = readdirSync(DOCUMENTS).filter((file) => file.endsWith(".xml"));
  const roots = documents.map((file) => PolicyDocument.parse(readFileSync(join(DOCUMENTS, file), "utf8")).root);
  return [...new Set(roots.flatMap(expressionsIn))];
}

function expressionsIn(element: PolicyElement): string[] {
  const values = [
    ...element.attributes.map(({ value }) => value),
    ...(element.text === undefined ? [] : [element.text]),
  ];
  const own = values.filter(({ isExpression }) => isExpression).map(({ source }) => source.trim());
  return [...own, ...element.elements.flatMap(expressionsIn)];
}
