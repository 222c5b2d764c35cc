import { existsSync, statSync } from "node:fs";
import { extname, resolve } from "node:path";
import { PolicyDocument } from "../../policy/document";
import { stackFiles } from "../../deployment/input";
import { fromJson, jsonOf, readDeployment, textOfFile } from "../deployment-input";
import { unreadableInput } from "../errors";
import { documentsOfDeployment } from "./deployed";
import type { LintInput } from "./document";
import { documentsOfFolder } from "./folder";

/** The documents of an argument: a policy, a folder, a stack, a plan or a state. It fails if there are none, so that a wrong path does not pass. */
export function documentsAt(argument: string, cwd: string): LintInput {
  const input = read(argument, cwd);
  if (input.documents.length + input.unchecked.length > 0) return input;
  throw unreadableInput(argument, "it holds no policy");
}

function read(argument: string, cwd: string): LintInput {
  const path = resolve(cwd, argument);
  const pathOf = (file: string): string => resolve(cwd, file);
  if (!existsSync(path)) throw unreadableInput(argument, "it does not exist");
  const shown = argument
    .replace(/\\/g, "/")
    .replace(/^\.\//, "")
    .replace(/(.)\/+$/, "$1");
  if (statSync(path).isDirectory()) {
    return stackFiles(path).length > 0
      ? documentsOfDeployment(readDeployment(path, shown), pathOf)
      : documentsOfFolder(path, shown);
  }
  const text = textOfFile(path, shown);
  if (extname(path).toLowerCase() === ".json" || /^\s*\{/.test(text)) {
    return documentsOfDeployment(fromJson(jsonOf(text, shown), shown, path), pathOf);
  }
  return { documents: [{ file: shown, document: PolicyDocument.parse(text), facts: {} }], unchecked: [] };
}
