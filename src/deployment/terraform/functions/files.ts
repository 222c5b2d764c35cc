import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { Failure } from "../failure";
import type { ModuleFolder } from "../module-folder";
import type { Value } from "../value";

/** A function of Terraform of what a file has. */
export type FileFunction = (folder: ModuleFolder, path: string) => Value;

const hash =
  (algorithm: string, encoding: "hex" | "base64"): FileFunction =>
  (folder, path) =>
    createHash(algorithm).update(folder.read(path)).digest(encoding);

/** The text of a file. A mark of the byte order stays, as Terraform has it. */
export function fileText(folder: ModuleFolder, path: string): string {
  const bytes = folder.read(path);
  if (!isUtf8(bytes)) throw new Failure(`the file ${JSON.stringify(path)} is no UTF-8`);
  return bytes.toString("utf8");
}

/** Functions of files, by name. */
export const FILE_FUNCTIONS: ReadonlyMap<string, FileFunction> = new Map<string, FileFunction>([
  ["file", fileText],
  ["filebase64", (folder, path) => folder.read(path).toString("base64")],
  ["filebase64sha256", hash("sha256", "base64")],
  ["filebase64sha512", hash("sha512", "base64")],
  ["fileexists", (folder, path) => folder.has(path)],
  ["filemd5", hash("md5", "hex")],
  ["filesha1", hash("sha1", "hex")],
  ["filesha256", hash("sha256", "hex")],
  ["filesha512", hash("sha512", "hex")],
]);
