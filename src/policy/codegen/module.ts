import { ContentKind, contentOf } from "../syntax/content";
import { isSameTree } from "../syntax/equality";
import { fragmentProblem } from "../syntax/fragment";
import { PolicyElement } from "../model/node";
import { PolicySection, SECTION_ORDER } from "../model/section";
import { array, call, member, importedNames, print, type Code } from "./code";
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
  const sections = sectionsOf(root);
  if (sections !== undefined) {
    const members = sections
      .filter((section) => !holdsOnlyBase(section))
      .map((section) => member(PROPS[section.name]!, array(statementsCode(contentOf(section, false).children))));
    return members.length === 0
      ? call("PolicyDocument", "PolicyDocument.of", [])
      : { head: "PolicyDocument.of({", items: members, tail: "})", names: ["PolicyDocument"] };
  }
  const isFragment = root.name === "fragment" && root.attributes.length === 0 && !holdsText(root);
  if (isFragment && fragmentProblem(root) === undefined) {
    const items = statementsCode(contentOf(root, false).children);
    return { head: "PolicyDocument.fragment([", items, tail: "])", names: ["PolicyDocument"] };
  }
  return call("PolicyDocument", "PolicyDocument.fromRoot", [elementCode(root)]);
}

/** The prop of a document for a section. */
const PROPS: Readonly<Record<string, string>> = {
  [PolicySection.INBOUND]: "inbound",
  [PolicySection.BACKEND]: "backend",
  [PolicySection.OUTBOUND]: "outbound",
  [PolicySection.ON_ERROR]: "onError",
};

/** The sections of a document that has all four of them and nothing else, or undefined. */
function sectionsOf(root: PolicyElement): PolicyElement[] | undefined {
  if (root.name !== "policies" || root.attributes.length > 0) return undefined;
  const { elements } = root;
  const isSection = (element: PolicyElement | undefined, name: PolicySection): boolean =>
    element?.name === String(name) && element.attributes.length === 0 && !holdsText(element);
  const isWhole =
    root.children.length === SECTION_ORDER.length &&
    SECTION_ORDER.every((name, index) => isSection(elements[index], name));
  return isWhole ? elements : undefined;
}

/** Text next to statements makes all whitespace in them count, which no class can preserve. */
function holdsText(element: PolicyElement): boolean {
  return contentOf(element, false).kind !== ContentKind.LAYOUT;
}

/** Whether a section has the content of an omitted section. */
function holdsOnlyBase(section: PolicyElement): boolean {
  return isSameTree(section, new PolicyElement(section.name, { children: [new PolicyElement("base")] }));
}
