import { duplicateValue } from "../../../core/errors";
import { check } from "../../../core/rules";
import { operationNameOf } from "../../../policy/text/operation-name";
import { APIM_RULES } from "../../rules";
import type { ApiOperationOptions } from "../i-api";
import { parameterNamesIn } from "../operation-arguments";
import { requestOf, responsesOf } from "./bodies";
import {
  missingPathParameter,
  namelessOperation,
  noOperations,
  sameOperationId,
  sameUrl,
  unusedPathParameter,
} from "./errors";
import { parametersIn, parametersOf } from "./parameters";
import { type PromisedSecurity, promisedSecurity } from "./security";
import type { Node, Tree } from "./tree";

/** An operation of a document. */
export interface DocumentOperation {
  /** The name in Azure. */
  readonly name: string;
  /** The name in the document, if there is one. */
  readonly operationId: string | undefined;
  readonly options: ApiOperationOptions;
  readonly security: PromisedSecurity;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
const DISPLAY_NAME_LENGTH = 256;
const DESCRIPTION_LENGTH = 1000;

/** The operations of a document, in its order. */
export function operationsOf(tree: Tree): DocumentOperation[] {
  const operations = tree.members("paths", tree.root.paths).flatMap(([path, value]) => operationsAt(tree, path, value));
  if (operations.length === 0) throw noOperations(tree.place);
  const names = new Map<string, string>();
  const urls = new Map<string, string>();
  for (const { name, options } of operations) {
    const label = `operation ${options.method} ${options.urlTemplate}`;
    const namesake = names.get(name.toLowerCase());
    if (namesake !== undefined) throw sameOperationId(tree.place, name, label, namesake);
    names.set(name.toLowerCase(), label);
    const url = label.replace(/\{[^{}]*\}/g, "{}").toLowerCase();
    const other = urls.get(url);
    if (other !== undefined) throw sameUrl(tree.place, label, other);
    urls.set(url, label);
  }
  return operations;
}

function operationsAt(tree: Tree, path: string, value: unknown): DocumentOperation[] {
  const item = tree.object(`paths.${path}`, value);
  check(tree.place, `path of paths.${path}`, path, APIM_RULES.urlTemplate);
  const more = tree.members(`paths.${path}.additionalOperations`, item.additionalOperations);
  return [
    ...Object.entries(item)
      .filter(([key]) => METHODS.includes(key))
      .map(([key, operation]): [string, unknown] => [key.toUpperCase(), operation]),
    ...more,
  ].map(([method, operation]) =>
    operationOf(tree, method, path, item, tree.object(`paths.${path}.${method.toLowerCase()}`, operation)),
  );
}

function operationOf(tree: Tree, method: string, path: string, item: Node, operation: Node): DocumentOperation {
  const where = `operation ${method} ${path}`;
  const operationId = tree.text(`${where}.operationId`, operation.operationId);
  const name = operationNameOf(operationId ?? `${method}-${path}`);
  if (name === "") throw namelessOperation(tree.place, where);
  const parameters = parametersOf(tree, where, item, operation);
  const templateParameters = parametersIn(tree, where, parameters, "path");
  requireSameParameters(
    tree.place,
    where,
    path,
    templateParameters.map((parameter) => parameter.name),
  );
  const responses = responsesOf(tree, where, operation);
  const summary = tree.text(`${where}.summary`, operation.summary) ?? operationId ?? `${method} ${path}`;
  const description = tree.text(`${where}.description`, operation.description);
  const options = {
    method,
    urlTemplate: path,
    operationId: name,
    displayName: titleOf(summary),
    description: description && cut(description, DESCRIPTION_LENGTH),
    templateParameters,
    request: requestOf(tree, where, method, operation, parameters),
    responses: responses.length === 0 ? undefined : responses,
  };
  return { name, operationId, options, security: promisedSecurity(tree, where, operation) };
}

/** One line that is not too long for a title. */
export function titleOf(text: string): string {
  return cut(text.trim().replace(/\s+/g, " "), DISPLAY_NAME_LENGTH).trim();
}

/** The first characters of a text, without half of one that takes two code units. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

function requireSameParameters(place: string, where: string, path: string, declared: readonly string[]): void {
  const all = [...path.matchAll(/\{\*?([^{}]+)\}/g)].map((match) => match[1]!);
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice !== undefined) throw duplicateValue(place, `parameter of ${where}`, twice, "rename one of the two");
  const names = parameterNamesIn(path);
  const missing = names.find((name) => !declared.includes(name));
  if (missing !== undefined) throw missingPathParameter(place, where, missing);
  const unused = declared.find((name) => !names.includes(name));
  if (unused !== undefined) throw unusedPathParameter(place, where, unused);
}
