import { type SaxesAttributeNS, SaxesParser } from "saxes";
import { Evaluator } from "../../src/deployment/terraform/evaluate";
import { ModuleFolder } from "../../src/deployment/terraform/module-folder";
import { parseTemplate } from "../../src/deployment/terraform/parser";
import type { Scope } from "../../src/deployment/terraform/scope";
import { Work } from "../../src/deployment/terraform/work";

/**
 * Reads synthesized policy text back, step by step, with nothing of what wrote it: Terraform's template, XML, C# strings, HTTP headers.
 */

/** What Terraform makes of a template, in which every reference has the given value. */
export function terraformValue(template: string, valueOf: (expression: string) => string): string {
  const work = new Work(template.length);
  const scope: Scope = {
    reference: (name, path) => valueOf([name, ...path].join(".")),
    instances: () => undefined,
    planTime: undefined,
    files: new ModuleFolder(undefined, work),
  };
  const value = new Evaluator(scope, work).evaluate(parseTemplate(template), template);
  if (typeof value !== "string") throw new Error(`no text: ${JSON.stringify(value)}`);
  return value;
}

/** An element of XML as a real parser reads it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

interface OpenElement extends Element {
  children: Element[];
  text: string;
}

/** Parses well-formed XML with one root. */
export function parseXml(xml: string): Element {
  const root: OpenElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser({ xmlns: false });
  parser.on("opentag", (tag) => {
    const attributes = Object.fromEntries(
      Object.entries(tag.attributes as Record<string, string | SaxesAttributeNS>).map(([name, value]) => [
        name,
        typeof value === "string" ? value : value.value,
      ]),
    );
    const element: OpenElement = { name: tag.name, attributes, children: [], text: "" };
    open[open.length - 1]!.children.push(element);
    open.push(element);
  });
  parser.on("text", (text) => (open[open.length - 1]!.text += text));
  parser.on("cdata", (text) => (open[open.length - 1]!.text += text));
  parser.on("closetag", () => open.pop());
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return root.children[0]!;
}

/** The elements of a name, at any depth, in document order. */
export function elementsNamed(root: Element, name: string): Element[] {
  const below = root.children.flatMap((child) => elementsNamed(child, name));
  return root.name === name ? [root, ...below] : below;
}

/** The tree without values: what no user's text may change. */
export function shapeOf(root: Element): string {
  const attributes = Object.keys(root.attributes).map((name) => ` ${name}`);
  return `<${root.name}${attributes.join("")}>${root.children.map(shapeOf).join("")}</${root.name}>`;
}

/** C# code, split into its string literals, decoded, and the code around them. */
export interface Code {
  readonly skeleton: string;
  readonly strings: readonly string[];
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  "\\": "\\",
  '"': '"',
  "'": "'",
  "0": "\0",
};

/** Reads C# with regular string literals, and nothing else that has quotes but chars. */
export function readCsharp(code: string): Code {
  const strings: string[] = [];
  let skeleton = "";
  let index = 0;
  while (index < code.length) {
    const char = code[index]!;
    if (char === "'") {
      const end = code.indexOf("'", index + 1);
      skeleton += code.slice(index, end + 1);
      index = end + 1;
      continue;
    }
    index++;
    if (char !== '"') {
      skeleton += char;
      continue;
    }
    let text = "";
    for (;;) {
      const next = code[index++];
      if (next === undefined || /[\n\r\u0085\u2028\u2029]/.test(next))
        throw new Error(`a string that does not end: ${code}`);
      if (next === '"') break;
      if (next !== "\\") {
        text += next;
        continue;
      }
      const escape = code[index++]!;
      if (escape === "u") {
        text += String.fromCharCode(Number.parseInt(code.slice(index, index + 4), 16));
        index += 4;
      } else if (ESCAPES[escape] !== undefined) text += ESCAPES[escape];
      else throw new Error(`an unknown escape \\${escape}`);
    }
    strings.push(text);
    skeleton += '"…"';
  }
  return { skeleton, strings };
}

/** The text that a policy value stands for: plain text, or an expression that is one string literal. */
export function textOfValue(value: string): string {
  // API Management looks for these in every value before anything else.
  if (value.includes("{{")) throw new Error(`a named value in ${value}`);
  if (!/@[({]/.test(value)) return value;
  const { skeleton, strings } = readCsharp(value);
  if (skeleton !== '@("…")') throw new Error(`an expression in ${value}`);
  return strings[0]!;
}
