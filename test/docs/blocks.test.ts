import { readdirSync } from "node:fs";
import { join } from "node:path";
import { TerraformStack } from "cdktf";
import "cdktf-apim-oauth/testing/jest";
import * as library from "cdktf-apim-oauth";
import { PolicyDocument, PolicyLint, PolicySeverity } from "cdktf-apim-oauth/policy";
import { tryFindPolicy } from "../../src/policy/catalog";
import { problemsIn } from "../support/compile";
import { type Block, blocksInComments } from "../support/markdown";
import { type Fragment, importPath, Page, type StackClass, synthWithProviders } from "../support/pages";
import { newStack, synth } from "../support/synth";

/** Where the names come from that the fragments of a page use beside those of the library; undefined if they use none. */
const NAMES: Readonly<Record<string, string | undefined>> = {
  "README.md": "test/docs/preludes/readme.ts",
  "docs/credentials.md": "test/docs/preludes/credentials.ts",
  "docs/lint.md": "test/docs/preludes/lint.ts",
  "docs/policies.md": undefined,
};

/** Pages without programs: jsii-docgen writes signatures into API.md. */
const LEFT_OUT = ["API.md"];

/** What is for a shell or a CI system is not run here, nor what a program prints. */
const OTHER_LANGUAGES = ["sh", "yaml", "text"];

const EXPORTS: ReadonlyMap<string, string> = new Map([
  ...Object.keys(library).map((name) => [name, "cdktf-apim-oauth"] as const),
  ...Object.keys(library.policy).map((name) => [name, "cdktf-apim-oauth/policy"] as const),
  ["readFileSync", "node:fs"],
  ["Testing", "cdktf"],
  ["LocalGateway", "cdktf-apim-oauth/testing"],
  ["TerraformOutput", "cdktf"],
  ["TerraformResource", "cdktf"],
  ["Fn", "cdktf"],
  ["Op", "cdktf"],
  ["Token", "cdktf"],
]);

/** A block, and the page that it is on. */
interface Placed extends Block {
  readonly page: Page;
  readonly title: string;
}

const ROOT = join(__dirname, "../..");
const PATHS = [
  ...readdirSync(ROOT),
  ...["docs", "examples", "src"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { encoding: "utf8", recursive: true }).map((path) => `${folder}/${path}`),
  ),
];
const PAGES = PATHS.filter((path) => /\.md$|^src.*\.ts$/.test(path) && !LEFT_OUT.includes(path)).map(
  (path) => new Page(path, path.endsWith(".ts") ? blocksInComments : undefined),
);
const BLOCKS = PAGES.flatMap((page) =>
  page.blocks.map((block): Placed => {
    const [firstLine] = block.text.split("\n", 1);
    return { ...block, page, title: `${page.path}: ${block.name ?? firstLine!}` };
  }),
);

const isProgram = ({ language, name }: Placed): boolean => language === "ts" && name !== undefined;
const isFragment = ({ language, name }: Placed): boolean => language === "ts" && name === undefined;
/** The examples of the rules run with the rules. */
const isRuleExample = ({ page, above }: Placed): boolean =>
  page.path === "docs/lint.md" && /^(?:Wrong|Right)\b/.test(above);

function titled(blocks: readonly Placed[]): [string, Placed][] {
  return blocks.map((block) => [block.title, block]);
}

/** The names that code uses and does not declare: no members, and nothing in strings. */
function freeNames(code: string): ReadonlySet<string> {
  const plain = code.replaceAll(/"[^"]*"|'[^']*'|\/\/.*/g, '""');
  const declared = [...plain.matchAll(/\bconst (\w+)/g)].map(([, name]) => name!);
  const names = new Set(plain.match(/(?<![.\w])[A-Za-z_]\w*\b(?!:)/g));
  declared.forEach((name) => names.delete(name));
  return names;
}

/** The fragment as a module: it imports what it uses, and takes the names of its page. */
function moduleOf({ page: { path }, text }: Placed): string {
  if (!Object.hasOwn(NAMES, path)) throw new Error(`${path} has a fragment; expected its page among NAMES`);
  const used = freeNames(text);
  const imports = [...EXPORTS]
    .filter(([name]) => used.has(name))
    .map(([name, module]) => `import { ${name} } from "${module}";`);
  const prelude = NAMES[path];
  const names = prelude === undefined ? [] : namesIn(prelude).filter((name) => used.has(name));
  return [
    ...imports,
    'import type { TerraformStack } from "cdktf";',
    ...(names.length === 0 ? [] : [`import { names } from "${importPath(prelude!)}";`]),
    `export async function fragment(this: TerraformStack): Promise<void> {`,
    ...(names.length === 0
      ? []
      : [`const { ${names.join(", ")} } = names({ stack: this, text: ${JSON.stringify(text)} });`]),
    `{ ${text} }`,
    "}",
  ].join("\n");
}

function namesIn(prelude: string): string[] {
  const { names } = jest.requireActual<{ names: (fragment: Fragment) => object }>(join(ROOT, prelude));
  return Object.keys(names({ stack: newStack(), text: "" }));
}

/** What is wrong with a document, or with a statement in the best of the places that it is for. */
function errorsIn(text: string): string[] {
  const [, name] = /<([\w-]+)/.exec(text)!;
  const { sections = [] } = tryFindPolicy(name!) ?? {};
  const documents = sections.map((section) => `<policies><${section}>${text}</${section}></policies>`);
  if (name === "publish-event") documents.push(inResolver(text));
  const found = (documents.length === 0 ? [text] : documents).map((document) =>
    PolicyLint.check(PolicyDocument.parse(document))
      .filter(({ severity }) => severity === PolicySeverity.ERROR)
      .map(({ id, message }) => `${id} ${message}`),
  );
  return found.sort((left, right) => left.length - right.length)[0]!;
}

/** A statement of a resolver of GraphQL, which runs when the data is there. */
function inResolver(text: string): string {
  return `<http-data-source><http-request><set-method>GET</set-method><set-url>https://orders.contoso.com</set-url></http-request><http-response>${text}</http-response></http-data-source>`;
}

test("every block is of a kind that is run here", () => {
  const unknown = BLOCKS.filter(({ language }) => !["ts", "xml", "json", ...OTHER_LANGUAGES].includes(language));
  expect(unknown.map(({ title, language }) => `${title}: ${language}`)).toEqual([]);
});

test("a block in a doc comment is found", () => {
  const source = "/**\n * Text.\n *\n * @example\n * ```ts\n * const a = 1;\n * ```\n */\n";
  expect(blocksInComments(source)).toEqual([
    { language: "ts", name: undefined, text: "const a = 1;\n", above: "@example" },
  ]);
  expect(() => blocksInComments("/**\n * @example\n * const a = 1;\n */\n")).toThrow("has no fence");
});

test("all TypeScript compiles in strict mode", () => {
  const programs = BLOCKS.filter(isProgram).map(({ page, name, text }) => [`${page.path}/${name!}`, text]);
  const fragments = BLOCKS.filter(isFragment).map((block, index) => [`fragment-${index}.ts`, moduleOf(block)]);
  expect(problemsIn(Object.fromEntries([...programs, ...fragments]) as Record<string, string>)).toEqual([]);
}, 120_000);

test.each(titled(BLOCKS.filter(isProgram)))("%s runs, and its stacks are synthesized", (_title, { page, name }) => {
  const exported = page.load<Record<string, unknown>>(name!);
  const stacks = Object.values(exported).filter(
    (value): value is StackClass => typeof value === "function" && value.prototype instanceof TerraformStack,
  );
  // What takes more than a scope and an id has a test of its page.
  for (const Stack of stacks.filter(({ length }) => length === 2)) synthWithProviders(Stack);
});

test.each(titled(BLOCKS.filter(isFragment)))("%s runs", async (_title, block) => {
  const stack = newStack();
  await block.page.run<{ fragment: (this: TerraformStack) => Promise<void> }>(moduleOf(block)).fragment.call(stack);
  synth(stack);
});

test.each(titled(BLOCKS.filter((block) => block.language === "xml" && !isRuleExample(block))))(
  "%s is a policy without errors",
  (_title, { text }) => {
    expect(errorsIn(text)).toEqual([]);
  },
);

test.each(titled(BLOCKS.filter(({ language }) => language === "json")))("%s is JSON", (_title, { text }) => {
  expect(() => JSON.parse(text) as unknown).not.toThrow();
});
