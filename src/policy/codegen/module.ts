import { ContentKind, contentOf } from "../syntax/content";
import { isSameTree } from "../syntax/equality";
import { fragmentProblem } from "../syntax/fragment";
import { PolicyComment, PolicyElement, type PolicyNode } from "../model/node";
import { PolicySection, SECTION_ORDER } from "../model/section";
import { constantName } from "../catalog/props";
import { array, call, member, importedNames, print, type Code } from "./code";
import { isSuppression } from "./lift-comments";
import { elementCode, statementsCode } from "./node-code";

/** The module that the code imports from. */
const PACKAGE = "cdktf-apim-oauth/policy";

/** A module of TypeScript that exports the document with this root as `policy`. */
export function moduleOf(root: PolicyElement): string {
  const code = documentCode(root);
  const declaration = "export const policy = ";
  return [
    importOf([...importedNames(code)].sort()),
    "",
    `${declaration}${print(code, 0, declaration.length, 1)};`,
    "",
  ].join("\n");
}

function importOf(names: readonly string[]): string {
  const code: Code = { head: "import {", items: names.map((name) => ({ head: name })), tail: `} from "${PACKAGE}"` };
  return `${print(code, 0, 0, 1)};`;
}

function documentCode(root: PolicyElement): Code {
  const sections = tryReadSections(root);
  if (sections !== undefined) return sectionsCode(sections);
  const isFragment = root.name === "fragment" && root.attributes.length === 0 && !holdsText(root);
  if (isFragment && fragmentProblem(root) === undefined) {
    const items = statementsCode(contentOf(root, false).children);
    return { head: "PolicyDocument.fragment([", items, tail: "])", names: ["PolicyDocument"] };
  }
  return call("PolicyDocument", "PolicyDocument.fromRoot", [elementCode(root)]);
}

function sectionsCode(sections: Sections): Code {
  const members = SECTION_ORDER.flatMap((name) => {
    const nodes = sections.get(name);
    return nodes === undefined || isBase(nodes) ? [] : [member(PROPS[name], array(statementsCode(nodes)))];
  });
  const missing = SECTION_ORDER.filter((name) => !sections.has(name)).map(
    (name) => `PolicySection.${constantName(name)}`,
  );
  const names = ["PolicyDocument", ...(missing.length === 0 ? [] : ["PolicySection"])];
  if (members.length > 0) {
    const without = missing.length === 0 ? "" : `.withoutSections(${missing.join(", ")})`;
    return { head: "PolicyDocument.of({", items: members, tail: `})${without}`, names };
  }
  if (missing.length === 0) return { head: "PolicyDocument.of()", names };
  const items = missing.map((head) => ({ head }));
  return { head: "PolicyDocument.of().withoutSections(", items, tail: ")", names };
}

/** The prop of a document for a section. */
const PROPS: Readonly<Record<PolicySection, string>> = {
  [PolicySection.INBOUND]: "inbound",
  [PolicySection.BACKEND]: "backend",
  [PolicySection.OUTBOUND]: "outbound",
  [PolicySection.ON_ERROR]: "onError",
};

/** The sections of a document, each with its statements and comments. */
type Sections = ReadonlyMap<PolicySection, readonly PolicyNode[]>;

/**
 * The sections of a document that `PolicyDocument.of` can create, in whatever order they are written, or undefined.
 *
 * A comment between sections moves to the start of the section that follows, or to the end of the last one. One that accepts a finding cannot
 * move, because what it covers depends on its place.
 */
function tryReadSections(root: PolicyElement): Sections | undefined {
  if (root.name !== "policies" || root.attributes.length > 0) return undefined;
  const sections = new Map<PolicySection, readonly PolicyNode[]>();
  let comments: PolicyComment[] = [];
  let last: PolicySection | undefined;
  for (const child of contentOf(root, false).children) {
    if (child instanceof PolicyComment && !isSuppression(child)) {
      comments.push(child);
      continue;
    }
    const name =
      child instanceof PolicyElement ? SECTION_ORDER.find((section) => String(section) === child.name) : undefined;
    if (name === undefined || sections.has(name) || !isPlain(child as PolicyElement)) return undefined;
    sections.set(name, [...comments, ...contentOf(child as PolicyElement, false).children]);
    comments = [];
    last = name;
  }
  if (comments.length === 0) return sections;
  if (last === undefined) return undefined;
  return sections.set(last, [...sections.get(last)!, ...comments]);
}

/** Whether a section has no attributes and no text. */
function isPlain(section: PolicyElement): boolean {
  return section.attributes.length === 0 && !holdsText(section);
}

/** Text next to statements makes all whitespace in them count, which no class can preserve. */
function holdsText(element: PolicyElement): boolean {
  return contentOf(element, false).kind !== ContentKind.LAYOUT;
}

/** Whether a section has the content of an omitted section. */
function isBase(nodes: readonly PolicyNode[]): boolean {
  const [only] = nodes;
  return nodes.length === 1 && only instanceof PolicyElement && isSameTree(only, new PolicyElement("base"));
}
