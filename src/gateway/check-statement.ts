import { type ChildSpec, type ElementSpec, tryFindPolicy } from "../policy/catalog";
import { tryFindBreach } from "../policy/catalog/element-rules";
import { type PolicyElement, PolicyText } from "../policy/model/node";
import { CannotExecute } from "./failure";
import { PARTS_NOT_EXECUTED } from "./policies/parts-not-executed";

const checked = new WeakSet<PolicyElement>();

/**
 * Fails for a policy with parts that the gateway would ignore: those that the service refuses, and those that are not executed here.
 *
 * @throws CannotExecute that names the part, and what is expected in its place
 */
export function checkStatement(element: PolicyElement): void {
  if (checked.has(element)) return;
  const spec = tryFindPolicy(element.name);
  if (spec !== undefined) checkParts(element, spec, element.name);
  checked.add(element);
}

function checkParts(element: PolicyElement, spec: ElementSpec, path: string): void {
  // What is data is data, with its attributes.
  if (spec.inside === "xml" && spec.attributes === undefined) return;
  checkAttributes(element, spec, path);
  if (spec.inside === "xml") return;
  if (spec.text === undefined) checkNoText(element);
  const counts = new Map<string, number>();
  for (const child of element.elements) {
    const known = spec.children?.find(({ name }) => name === child.name);
    if (known === undefined) {
      // Policies are checked when they run.
      if (spec.inside === "policies") continue;
      throw refusedPart(element, `the element <${child.name}>`, namesOf(spec.children));
    }
    const count = (counts.get(child.name) ?? 0) + 1;
    counts.set(child.name, count);
    if (known.max !== undefined && count > known.max) {
      throw new CannotExecute(
        `<${element.name}> has ${count} elements <${child.name}>; expected at most ${known.max}, or the service refuses the document`,
      );
    }
    refuse(`${path}/${child.name}`, `<${child.name}> in <${element.name}>`);
    if (known.policy === true) checkStatement(child);
    else checkParts(child, known, `${path}/${child.name}`);
  }
  checkCompleteness(element, spec, counts);
}

function checkNoText({ name, children }: PolicyElement): void {
  if (!children.some((child) => child instanceof PolicyText && child.value.source.trim() !== "")) return;
  throw new CannotExecute(
    `<${name}> has text between its elements; expected none, or the service refuses the document`,
  );
}

/** What is missing, and what excludes or needs another part. */
function checkCompleteness(element: PolicyElement, spec: ElementSpec, counts: ReadonlyMap<string, number>): void {
  const attribute = spec.attributes?.find(
    ({ name, required }) => required === "certain" && element.tryAttribute(name) === undefined,
  );
  if (attribute !== undefined) throw lacking(element, `the attribute ${attribute.name}`);
  const child = spec.children?.find(({ name, min = 0 }) => (counts.get(name) ?? 0) < min);
  if (child !== undefined) throw lacking(element, `the element <${child.name}>`);
  const { name, attributes, children } = element;
  for (const rule of spec.rules ?? []) {
    const breach = rule.certainty === "certain" ? tryFindBreach(rule, attributes, children, (part) => part) : undefined;
    if (breach === undefined) continue;
    throw new CannotExecute(
      `<${name}> has ${breach.got}; expected ${breach.expected}, or the service refuses the document`,
    );
  }
}

function checkAttributes(element: PolicyElement, { attributes = [] }: ElementSpec, path: string): void {
  for (const { name, value } of element.attributes) {
    if (isOfXml(name)) continue;
    const known = attributes.find((attribute) => attribute.name === name);
    if (known === undefined) throw refusedPart(element, `the attribute ${name}`, namesOf(attributes));
    refuse(`${path}@${name}`, `${name} of <${element.name}>`);
    if (known.values === undefined || value.isExpression || known.doubtfulType === true) continue;
    const allowed = Object.keys(known.values.values);
    if (allowed.some((one) => one.toLowerCase() === value.source.toLowerCase())) continue;
    throw new CannotExecute(
      `${name} of <${element.name}> is ${JSON.stringify(value.source)}; expected ${allowed.join(", ")}`,
    );
  }
}

function refuse(key: string, part: string): void {
  const reason = PARTS_NOT_EXECUTED.get(key);
  if (reason === undefined) return;
  throw new CannotExecute(`the local gateway cannot execute ${part}: ${reason}; give a stub for the policy`);
}

function refusedPart({ name }: PolicyElement, part: string, expected: string): CannotExecute {
  return new CannotExecute(
    `<${name}> has ${part}, which its reference does not; expected ${expected}, or the service refuses the document`,
  );
}

function lacking({ name }: PolicyElement, part: string): CannotExecute {
  return new CannotExecute(`<${name}> lacks ${part}; expected it, or the service refuses the document`);
}

function namesOf(parts: readonly Pick<ChildSpec, "name">[] = []): string {
  return parts.length === 0 ? "none" : parts.map(({ name }) => name).join(", ");
}

/** Whether an attribute belongs to XML itself, as the declaration of a namespace does. */
function isOfXml(name: string): boolean {
  return name === "xmlns" || name.startsWith("xmlns:") || name.startsWith("xml:");
}
