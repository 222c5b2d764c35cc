import { readdirSync } from "node:fs";
import { basename, dirname, extname, join, relative, sep } from "node:path";
import { PolicyDocument } from "../../policy/document";
import { factsOf } from "../../policy/lint/document-facts";
import type { ProgramFacts } from "../../policy/lint/facts";
import { PolicyScope } from "../../policy/model/section";
import { stackFiles } from "../../deployment/input";
import { jsonOf, readDeployment, textOfFile } from "../deployment-input";
import { unreadableInput } from "../errors";
import { documentsOfDeployment } from "./deployed";
import type { LintedDocument, LintInput } from "./document";

/** Folders that hold no policies of the user. */
const SKIPPED: ReadonlySet<string> = new Set(["node_modules"]);
/** The root of a policy, after comments. */
const POLICY_ROOT = /^\s*(?:(?:<!--[^]*?-->|<\?[^]*?\?>)\s*)*<(?:policies|fragment)(?![\w.-])/;
/** The files in which an extracted service describes what policies refer to, by the list that they are for. */
const DESCRIPTIONS: ReadonlyMap<string, "namedValues" | "backends" | "fragments"> = new Map([
  ["namedValueInformation.json", "namedValues"],
  ["backendInformation.json", "backends"],
  ["policyFragmentInformation.json", "fragments"],
]);

interface FolderContent {
  readonly policies: string[];
  readonly descriptions: string[];
  readonly stacks: string[];
}

/** The policies in a folder and the folders in it: those of an extracted service, or files of any order. Synthesized stacks in it count as well. */
export function documentsOfFolder(folder: string, shown: string): LintInput {
  const content: FolderContent = { policies: [], descriptions: [], stacks: [] };
  walk(folder, content);
  const nameOf = (path: string): string => join(shown, relative(folder, path)).split(sep).join("/");
  const read = content.policies.flatMap((path) => {
    const file = nameOf(path);
    const text = textOfFile(path, file);
    return isNamedPolicy(path) || POLICY_ROOT.test(text) ? [{ path, file, document: PolicyDocument.parse(text) }] : [];
  });
  const known = {
    ...referencesIn(content.descriptions, nameOf),
    knownFragments: new Map(
      read
        .filter(({ document }) => document.root.name === "fragment")
        .map(({ path, document }) => [fragmentIdOf(path), factsOf(document)]),
    ),
  };
  const documents = read.map(({ path, file, document }): LintedDocument => {
    const scope = document.root.name === "fragment" ? undefined : scopeOf(relative(folder, path).split(sep));
    return { file, document, facts: { ...known, ...(scope !== undefined && { scope }) } };
  });
  const stacks = content.stacks.map((path) =>
    documentsOfDeployment(readDeployment(path, nameOf(path)), (file) => join(folder, relative(shown, file))),
  );
  if (documents.length === 0 && stacks.length === 0) {
    throw unreadableInput(
      shown,
      "it holds no policy; expected policy.xml, *.policy.xml, XML files with the root policies or fragment, or synthesized stacks",
    );
  }
  return {
    documents: [...documents, ...stacks.flatMap((stack) => stack.documents)],
    unchecked: stacks.flatMap((stack) => stack.unchecked),
  };
}

function walk(folder: string, content: FolderContent): void {
  if (stackFiles(folder).length > 0) {
    content.stacks.push(folder);
    return;
  }
  const entries = readdirSync(folder, { withFileTypes: true }).sort((left, right) => (left.name < right.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // Links are not followed: they can lead in a circle.
    if (entry.isDirectory()) {
      if (!entry.name.startsWith(".") && !SKIPPED.has(entry.name)) walk(path, content);
    } else if (entry.isFile()) {
      if (extname(entry.name).toLowerCase() === ".xml") content.policies.push(path);
      if (DESCRIPTIONS.has(entry.name)) content.descriptions.push(path);
    }
  }
}

/** Whether the name alone says that a file is a policy, so that one with a broken root is found. */
export function isNamedPolicy(path: string): boolean {
  return /(?:^|\.)policy\.xml$/i.test(basename(path));
}

/** What an extracted service says of itself. What it does not describe is not known. */
function referencesIn(paths: readonly string[], nameOf: (path: string) => string): ProgramFacts {
  const known: { namedValues?: string[]; backends?: string[]; fragments?: string[] } = {};
  for (const path of paths) {
    const list = DESCRIPTIONS.get(basename(path));
    if (list === undefined) continue;
    const file = nameOf(path);
    const { properties } = jsonOf(textOfFile(path, file), file) as {
      readonly properties?: { readonly displayName?: unknown };
    };
    const displayName = list === "namedValues" ? properties?.displayName : undefined;
    (known[list] ??= []).push(typeof displayName === "string" ? displayName : basename(dirname(path)));
  }
  return known;
}

/** The id of a fragment: the name of its folder if the file is `policy.xml`, and the start of its own otherwise. */
function fragmentIdOf(path: string): string {
  const name = basename(path).replace(/\.xml$/i, "");
  return name === "policy" ? basename(dirname(path)) : name.replace(/\.(?:policy|fragment)$/i, "");
}

/** The scope of a document by its place in an extracted service; undefined anywhere else. */
function scopeOf(path: readonly string[]): PolicyScope | undefined {
  const kind = path[path.length - 1] === "policy.xml" ? path[path.length - 3] : undefined;
  return kind === undefined ? undefined : SCOPES.get(kind);
}

/** The folders of an extracted service, by what is in them. */
const SCOPES: ReadonlyMap<string, PolicyScope> = new Map([
  ["operations", PolicyScope.OPERATION],
  ["apis", PolicyScope.API],
  ["products", PolicyScope.PRODUCT],
  ["workspaces", PolicyScope.WORKSPACE],
]);
