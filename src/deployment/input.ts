import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { MAX_JSON_DEPTH } from "../policy/text/bounds";
import { unreadable } from "./errors";
import { isObject, type Json } from "./terraform/json";

/** JSON: parsed, as text, or the path of a file. */
export type DeploymentInput = string | object;

/** What was read: JSON, and how long it is. */
export interface ReadInput {
  readonly json: Json;
  readonly length: number;
  /** The folder of the file that it is from. */
  readonly folder?: string;
}

/** The stacks of an input: of a file, of the folder that cdktf writes, or the JSON itself. */
export function readStacks(input: DeploymentInput): readonly ReadInput[] {
  if (typeof input !== "string" || isJson(input) || !isFolder(input)) return [readJson(input)];
  const files = stackFiles(input);
  if (files.length === 0) throw unreadable(input, "it has no stacks/<name>/cdk.tf.json: synthesize first");
  return files.map((path) => readJson(path));
}

/** The files of the stacks that the last synth wrote: those of stacks that the program has no more stay in the folder. */
export function stackFiles(folder: string): readonly string[] {
  const own = join(folder, "cdk.tf.json");
  if (existsSync(own)) return [own];
  const manifest = join(folder, "manifest.json");
  if (existsSync(manifest)) {
    const json = parsed(fileText(manifest), manifest);
    const stacks = isObject(json) && isObject(json.stacks) ? Object.values(json.stacks) : [];
    const paths = stacks.map((stack) => (isObject(stack) ? stack.synthesizedStackPath : undefined));
    if (!paths.every((path) => typeof path === "string"))
      throw unreadable(manifest, "a stack has no synthesizedStackPath");
    return paths.map((path) => join(folder, path)).sort();
  }
  const stacks = join(folder, "stacks");
  return (isFolder(stacks) ? readdirSync(stacks).sort() : [])
    .map((name) => join(stacks, name, "cdk.tf.json"))
    .filter((path) => existsSync(path));
}

/** JSON, from wherever it is. */
export function readJson(input: DeploymentInput): ReadInput {
  const name = typeof input !== "string" || isJson(input) ? "the JSON" : input;
  const json = typeof input === "string" ? parsed(isJson(input) ? input : fileText(input), name) : (input as Json);
  if (!isObject(json)) throw unreadable(name, "it is no object");
  const length = measured(json, name);
  return name === input ? { json, length, folder: dirname(name) } : { json, length };
}

function isJson(text: string): boolean {
  return /^\s*\{/.test(text);
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function fileText(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
}

function parsed(text: string, name: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw unreadable(name, error instanceof Error ? error.message : String(error));
  }
}

/** The characters in JSON. What is nested without end is refused here, so that everything after may go down by recursion. */
function measured(json: Json, name: string): number {
  let length = 0;
  let level: readonly Json[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_JSON_DEPTH) throw unreadable(name, "it is nested too deeply");
    const next: Json[] = [];
    for (const value of level) {
      length += typeof value === "string" ? value.length : 1;
      if (typeof value === "object" && value !== null) for (const part of Object.values<Json>(value)) next.push(part);
    }
    level = next;
  }
  return length;
}
