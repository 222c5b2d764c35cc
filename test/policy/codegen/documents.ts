import { fc } from "../../support/fast-check";
import {
  PolicyComment,
  PolicyDocument,
  PolicyElement,
  PolicyText,
  PolicyValue,
  type PolicyNode,
} from "../../../src/policy";
import { type PolicySpec } from "../../../src/policy/catalog";
import { SECTION_ORDER } from "../../../src/policy/model/section";
import { build, DOCUMENTED, statements, validProps, type Props } from "../statements/arbitrary";

/** Valid statements of a policy: the shortest, and others that together give every prop of it and of its parts. */
export function examplesOf(policy: PolicySpec): PolicyElement[] {
  const samples = fc
    .sample(validProps(policy), { numRuns: 60, seed: 11 })
    .map((props) => ({ props, paths: pathsIn(props) }))
    .sort((left, right) => right.paths.length - left.paths.length);
  const seen = new Set<string>();
  const chosen = samples.filter(({ paths }, index) => {
    const isNew = index === samples.length - 1 || paths.some((path) => !seen.has(path));
    paths.forEach((path) => seen.add(path));
    return isNew;
  });
  return chosen.map(({ props }) => build(policy.name, props));
}

/** The props that are given, each with the props that lead to it. */
function pathsIn(value: unknown): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(pathsIn))];
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [];
  return Object.entries(value as Props)
    .filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0))
    .flatMap(([name, inner]) => [name, ...pathsIn(inner).map((path) => `${name}.${path}`)]);
}

/** Documents as people write them: with comments, in any order, with what the catalog does not know and with named values anywhere. */
export function documents(): fc.Arbitrary<PolicyDocument> {
  const nodes = fc.array(statement(), { maxLength: 5 });
  const sections = fc
    .shuffledSubarray([...SECTION_ORDER], { minLength: 1 })
    .chain((names) => fc.tuple(fc.constant(names), fc.array(nodes, { minLength: 4, maxLength: 4 }), fc.boolean()))
    .map(([names, contents, withComment]) => {
      const children: PolicyNode[] = names.map((name, index) => new PolicyElement(name, { children: contents[index] }));
      if (withComment) children.splice(1, 0, new PolicyComment("\n  Do not edit in the portal.\n"));
      return PolicyDocument.fromRoot(new PolicyElement("policies", { children }));
    });
  const whole = fc
    .record({ inbound: nodes, backend: nodes, outbound: nodes, onError: nodes }, { requiredKeys: [] })
    .map((props) => PolicyDocument.of(props));
  const fragment = nodes.map((children) => PolicyDocument.fromRoot(new PolicyElement("fragment", { children })));
  return fc.oneof(sections, whole, fragment);
}

function statement(): fc.Arbitrary<PolicyNode> {
  const policy = fc.constantFrom(...DOCUMENTED).chain(({ name }) => statements(name));
  const unknown = fc.constantFrom(
    new PolicyElement("newer-than-the-catalog", {
      attributes: [{ name: "for", value: PolicyValue.expression("1 < 2") }],
      children: [new PolicyElement("part", { children: [new PolicyText(PolicyValue.namedValue("a"))] })],
    }),
    new PolicyElement("set-body", {
      children: [
        new PolicyText(PolicyValue.text("\n  ")),
        new PolicyElement("soap:Envelope", { children: [new PolicyText(PolicyValue.text("`${a}\\"))] }),
      ],
    }),
  );
  return fc.oneof(
    { weight: 6, arbitrary: fc.tuple(policy, fc.integer({ min: 0, max: 9 }), fc.nat(9)).map(altered) },
    { weight: 1, arbitrary: unknown },
    { weight: 1, arbitrary: fc.constantFrom(new PolicyComment(" a comment "), new PolicyComment("two\nlines `${")) },
  );
}

/** A statement as it may be found: changed in one place, or not at all. */
function altered([element, change, place]: [PolicyElement, number, number]): PolicyElement {
  const { name } = element;
  const attributes = [...element.attributes];
  const children = [...element.children];
  const index = attributes.length === 0 ? 0 : place % attributes.length;
  switch (change) {
    case 0:
      attributes.reverse();
      break;
    case 1:
      attributes.push({ name: "newer-than-the-catalog", value: PolicyValue.text("a 'quoted' \"text\"") });
      break;
    case 2:
      if (attributes.length > 0) attributes[index] = { ...attributes[index]!, value: PolicyValue.namedValue("name") };
      break;
    case 3:
      attributes.splice(index, 1);
      break;
    case 4:
      children.splice(place % (children.length + 1), 0, new PolicyComment(" inside "));
      break;
    case 5:
      children.reverse();
      break;
    case 6:
      if (attributes.length > 0)
        attributes[index] = { ...attributes[index]!, value: PolicyValue.text("no such value") };
      break;
    default:
      return element;
  }
  return new PolicyElement(name, { attributes, children });
}
