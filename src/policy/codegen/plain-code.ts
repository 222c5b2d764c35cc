import { commentTextOf } from "../text/characters";
import { foreignNode } from "../text/wrong-kinds";
import { PolicyComment, type PolicyElement, PolicyText, type PolicyNode } from "../model/node";
import { PolicyValue, sourceOf } from "../model/value";
import { array, call, construct, member, object, text, type Code } from "./code";
import { valueCode } from "./value-code";

/** The code that creates an element that has no class. */
export function plainCode(element: PolicyElement, children: readonly Code[]): Code {
  const attributes = element.attributes.map(({ name, value }) =>
    object([member("name", text(name)), member("value", valueCode(value))]),
  );
  const members: Code[] = [];
  if (attributes.length > 0) members.push(member("attributes", array(attributes)));
  if (children.length > 0) members.push(member("children", array(children)));
  return construct("PolicyElement", text(element.name), members);
}

/** The code that creates a comment or a text. */
export function leafCode(node: PolicyNode): Code[] {
  if (node instanceof PolicyComment)
    return [call("PolicyComment", "new PolicyComment", [text(commentTextOf(node.text))])];
  if (!(node instanceof PolicyText)) throw foreignNode(node);
  return parts(node.value).map((value) => call("PolicyText", "new PolicyText", [valueCode(value)]));
}

/** A value split into parts, whose code recreates it exactly. Whitespace around an expression is data next to other text and needs its own text. */
function parts(value: PolicyValue): PolicyValue[] {
  const { source } = value;
  const code = sourceOf(value);
  if (code === source) return [value];
  const start = source.indexOf(code);
  return [source.slice(0, start), code, source.slice(start + code.length)]
    .filter((part) => part !== "")
    .map((part) => PolicyValue.parse(part));
}
