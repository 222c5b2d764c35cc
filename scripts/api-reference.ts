/** Writes API.md, the reference of the constructs, from the jsii assembly. Its size is limited, because GitHub does not show files of 512 KB. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { run } from "./temporary-project";

const ROOT = resolve(__dirname, "..");
const FILE = join(ROOT, "API.md");
const MOST_BYTES = 256 * 1024;

/** What every construct inherits is in the reference of `constructs`. */
const INHERITED: ReadonlySet<string> = new Set(["toString", "isConstruct", "node", "with"]);

interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly links?: readonly string[];
}
interface Type {
  /** The type, with `%` for each of `types`. */
  readonly formattingPattern: string;
  readonly types?: readonly (Type | Reference)[];
}
interface Reference {
  readonly fqn: string;
  readonly displayName: string;
}
interface Member {
  readonly displayName: string;
  readonly type: Type;
  readonly optional?: boolean;
  readonly default?: string;
  readonly docs?: Docs;
}
interface Method {
  readonly displayName: string;
  readonly parameters: readonly Member[];
  readonly docs?: Docs;
  /** The signature in TypeScript, after an import where one is needed. */
  readonly usage: string;
}
interface Described {
  readonly displayName: string;
  readonly docs?: Docs;
  readonly interfaces?: readonly Reference[];
  readonly initializer?: Method;
  readonly staticMethods?: readonly Method[];
  readonly instanceMethods?: readonly Method[];
  readonly constants?: readonly Member[];
  readonly properties?: readonly Member[];
  readonly members?: readonly Pick<Member, "displayName" | "docs">[];
}
type ApiReference = Readonly<
  Record<"constructs" | "classes" | "structs" | "interfaces" | "enums", readonly Described[]>
>;

const known = new Set<string>();
const text = reference(readApi());
writeFileSync(FILE, text);
const bytes = Buffer.byteLength(text);
if (bytes > MOST_BYTES) throw new Error(`API.md has ${bytes} bytes; expected at most ${MOST_BYTES}: make it shorter`);

function readApi(): ApiReference {
  const docgen = require.resolve("jsii-docgen/bin/jsii-docgen");
  run("node", [docgen, "--submodule", "root", "--format", "json", "--output", "API.json"], ROOT);
  const { apiReference } = JSON.parse(readFileSync(join(ROOT, "API.json"), "utf8")) as { apiReference: ApiReference };
  rmSync(join(ROOT, "API.json"));
  return apiReference;
}

function reference({ constructs, classes, structs, interfaces, enums }: ApiReference): string {
  for (const { displayName } of [constructs, classes, structs, interfaces, enums].flat()) known.add(displayName);
  return [
    "# API reference",
    "The constructs of `cdktf-apim-oauth` and what they take. The classes of policies are in [docs/policies.md](docs/policies.md).",
    ...section("Constructs", constructs),
    ...section("Classes", classes),
    ...section("Properties and options", structs),
    ...section("Interfaces", interfaces),
    ...section("Enums", enums),
    "",
  ].join("\n\n");
}

function section(title: string, types: readonly Described[]): string[] {
  return [`## ${title}`, ...types.flatMap(described)];
}

function described(type: Described): string[] {
  const { displayName, docs, initializer, staticMethods, instanceMethods, constants = [], properties, members } = type;
  const bases = (type.interfaces ?? []).map(({ displayName }) => link(displayName)).join(", ");
  return [
    `### ${displayName}`,
    ...prose(docs),
    ...(bases === "" ? [] : [`Implements ${bases}.`]),
    ...(initializer === undefined ? [] : [list([method(initializer)])]),
    ...table(["Member", "Description"], members ?? [], (member) => [code(member.displayName), inCell(member.docs)]),
    ...table(["Property", "Type", "Description"], [...constants, ...own(properties)], (property) => [
      code(property.displayName),
      linked(property.type),
      [inCell(property.docs), defaultOf(property)].join(" ").trim(),
    ]),
    ...(own(staticMethods).length === 0 ? [] : [list(own(staticMethods).map(method))]),
    ...(own(instanceMethods).length === 0 ? [] : [list(own(instanceMethods).map(method))]),
  ];
}

function own<T extends { readonly displayName: string }>(members: readonly T[] = []): T[] {
  return members.filter(({ displayName }) => !INHERITED.has(displayName));
}

function prose({ summary = "", remarks = "", links = [] }: Docs = {}): string[] {
  return [summary, remarks, ...links.map((url) => `See <${url}>.`)].filter((paragraph) => paragraph !== "");
}

function method({ usage, parameters, docs }: Method): string {
  const signature = usage
    .split("\n")
    .pop()!
    .replace(/^public /, "");
  const about = parameters
    .filter((parameter) => parameter.docs?.summary !== undefined)
    .map((parameter) => `${code(parameter.displayName)}: ${inCell(parameter.docs).replace(/\.$/, "")}`);
  const types = new Set(
    parameters.flatMap(({ type }) => type.types ?? []).flatMap((part) => ("fqn" in part ? [part.displayName] : [])),
  );
  const see = [...types].filter((name) => known.has(name)).map(link);
  return [
    code(signature),
    inCell(docs),
    about.length === 0 ? "" : `${about.join("; ")}.`,
    see.length === 0 ? "" : `(${see.join(", ")})`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function defaultOf({ optional, default: value }: Member): string {
  if (optional !== true) return "";
  return value === undefined ? "_Optional._" : `_Default: ${inOneLine(value.replace(/^- /, ""))}._`;
}

function table<T>(head: readonly string[], rows: readonly T[], cells: (row: T) => readonly string[]): string[] {
  if (rows.length === 0) return [];
  const line = (parts: readonly string[]): string => `| ${parts.join(" | ")} |`;
  return [[line(head), line(head.map(() => "---")), ...rows.map((row) => line(cells(row)))].join("\n")];
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** All of a description in one line, for a table. */
function inCell(docs: Docs | undefined): string {
  return prose(docs).map(inOneLine).join(" ").replace(/\|/g, "\\|");
}

function inOneLine(paragraph: string): string {
  return paragraph.replace(/\s*\n\s*/g, " ");
}

function linked({ formattingPattern, types = [] }: Type): string {
  let index = 0;
  return formattingPattern
    .replace(/%/g, () => {
      const part = types[index++]!;
      return "fqn" in part ? link(part.displayName) : linked(part);
    })
    .replace(/\|/g, "\\|");
}

function link(name: string): string {
  return known.has(name) ? `[${name}](#${name.toLowerCase()})` : name;
}

function code(snippet: string): string {
  return `\`${snippet}\``;
}
