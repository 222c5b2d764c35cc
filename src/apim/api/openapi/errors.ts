import { error, wrongKind } from "../../../core/errors";
import { shown } from "../../../policy/text/errors";
import { kindOf } from "../../../policy/text/wrong-kinds";

/** The error messages about OpenAPI documents. The place is the document. */

export function unreadableFile(path: string, reason: string): Error {
  return error(
    "OpenApiDocument",
    `the file ${shown(path)} cannot be read (${reason}); expected an OpenAPI document in JSON or YAML: give a path from the folder where the program runs, or an absolute one`,
  );
}

export function documentKnownLater(what: string): Error {
  return error(
    "OpenApiDocument",
    `${what} is only known to Terraform; expected it at synth, because operations are made of the document: read the file with OpenApiDocument.fromFile, or take ApiType.importedByAzure`,
  );
}

/** @param line where the second is */
export function memberTwice(place: string, name: string, line: number): Error {
  return error(
    place,
    `the text has the member ${shown(name)} twice in one object, again in line ${line}; expected it once, because only the last would count: put the two together`,
  );
}

export function unreadableText(place: string, problem: string): Error {
  const [reason = ""] = problem.split("\n");
  return error(
    place,
    `the text cannot be read (${reason.replace(/[;:.]+$/, "").replace(/;/g, ",")}); expected JSON or YAML: correct the text`,
  );
}

export function wrongNode(place: string, where: string, value: unknown, expected: string): Error {
  return wrongKind(place, where, kindOf(value), expected, "correct the document");
}

export function isMissing(place: string, where: string): Error {
  return error(place, `${where} is missing; expected text: add it to the document`);
}

export function unresolvedReference(place: string, where: string, reference: string): Error {
  return error(
    place,
    `${where} refers to ${shown(reference)}, which is not in the document; expected a reference such as #/components/parameters/id, because one file is read: bundle the files into one`,
  );
}

export function circularReference(place: string, where: string, reference: string): Error {
  return error(
    place,
    `${where} refers to ${shown(reference)}, which leads back to itself; expected a reference that ends at an object: correct the references`,
  );
}

export function unknownFormat(place: string, version: string): Error {
  return error(
    place,
    `the document is of ${version}; expected swagger 2.0 or openapi 3, because operations are read by their rules: convert the document`,
  );
}

export function noOperations(place: string): Error {
  return error(
    place,
    "the document has no operations; expected at least one, because the gateway answers 404 to what matches none: add paths with methods",
  );
}

export function missingPathParameter(place: string, operation: string, name: string): Error {
  return error(
    place,
    `${operation} does not declare the parameter ${shown(name)} of its path; expected one with "in: path": add it to the parameters`,
  );
}

export function unusedPathParameter(place: string, operation: string, name: string): Error {
  return error(
    place,
    `${operation} declares the path parameter ${shown(name)}, which is not in its path; expected {${name}} in it: correct the name, or remove the parameter`,
  );
}

export function sameUrl(place: string, operation: string, other: string): Error {
  return error(
    place,
    `${operation} matches the same requests as ${other}; expected one operation for a method and a URL, because names of parameters make no difference: remove one of the two`,
  );
}

export function namelessOperation(place: string, operation: string): Error {
  return error(
    place,
    `${operation} has no operationId with letters or digits; expected one, because it becomes the name of the operation in Azure: add an operationId`,
  );
}

export function sameOperationId(place: string, name: string, operation: string, other: string): Error {
  return error(
    place,
    `${operation} and ${other} both get the name ${shown(name)} in Azure; expected a name for each, because Azure cuts long names, replaces most signs and ignores capitals: give one of the two another operationId`,
  );
}
