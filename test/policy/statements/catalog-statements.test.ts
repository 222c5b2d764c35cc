import { fc } from "../../support/fast-check";
import * as library from "../../../src/policy";
import { PolicyElement, PolicyValue } from "../../../src/policy";
import { tryFindPolicy, type ElementSpec, type PolicySpec } from "../../../src/policy/catalog";
import { className, propsOf, type Prop } from "../../../src/policy/catalog/props";
import { build, DOCUMENTED, statements, validProps, type Props } from "./arbitrary";
import { deviations, sources } from "./conformance";

const policies = DOCUMENTED.map((policy) => [policy.name, policy] as const);

const known = new Map<ElementSpec, Props>();

/** A set of valid props with everything that may be given together. */
function fullProps(element: ElementSpec): Props {
  let full = known.get(element);
  if (full === undefined) {
    const samples = fc.sample(validProps(element), { numRuns: 60, seed: 7 });
    full = samples.reduce((best, props) => (Object.keys(props).length > Object.keys(best).length ? props : best));
    known.set(element, full);
  }
  return full;
}

describe.each(policies)("%s", (name, policy: PolicySpec) => {
  test("builds what the catalog describes, and holds what was given and nothing else", () => {
    fc.assert(
      fc.property(validProps(policy), (props) => {
        const element = build(name, props);

        expect(element.name).toBe(name);
        expect(deviations(element, policy)).toEqual([]);
        expect(sources(element).sort()).toEqual(sources(props).sort());
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  test("fails without what is required", () => {
    const required = propsOf(policy).filter((prop) => prop.required);
    const props = fullProps(policy);
    for (const prop of required) {
      expect(() => build(name, { ...props, [prop.name]: undefined })).toThrow(
        `<${name}> lacks ${prop.name}; expected a value: set ${prop.name}`,
      );
    }
    expect(build(name, props)).toBeInstanceOf(PolicyElement);
  });

  test("fails for a literal that is of another type than the attribute", () => {
    for (const [path, prop] of attributeProps(policy)) {
      if (prop.attribute.type === "string" && prop.attribute.values === undefined) continue;
      expect(() => build(name, withValue(policy, path, PolicyValue.text("neither nor")))).toThrow(
        new RegExp(`^attribute "${prop.attribute.name}" of <.+> is "neither nor"; expected .+`),
      );
    }
    expect(deviations(build(name, fullProps(policy)), policy)).toEqual([]);
  });

  test("fails for a value of another kind, in a sentence with the prop, the kind and what to give", () => {
    const wrongKinds: readonly unknown[] = [null, {}, [], () => 1, Promise.resolve("a"), new PolicyElement("a"), NaN];
    for (const [path, prop] of attributeProps(policy)) {
      const { type } = prop.attribute;
      const plain =
        type === "boolean" ? [5, "true"] : type === "integer" || type === "number" ? ["5", true] : [5, true];
      for (const wrong of [...wrongKinds, ...plain]) {
        expect(() => build(name, withValue(policy, path, wrong))).toThrow(
          Number.isNaN(wrong)
            ? / is (?:the number NaN|"NaN"); expected .+: .+$/
            : new RegExp(`^${prop.name} of <.+> is (?:null|an? .+|the .+); expected .+: .+$`),
        );
      }
    }
    expect(deviations(build(name, fullProps(policy)), policy)).toEqual([]);
  });

  test("fails for a prop that it does not have", () => {
    if (propsOf(policy).length === 0) return;
    expect(() => build(name, { ...fullProps(policy), noSuchProp: 1 })).toThrow(
      new RegExp(`^<${name}> has no prop "noSuchProp"; expected ".+`),
    );
    for (const [[first, ...rest]] of attributeProps(policy)) {
      if (rest.length !== 1 || first!.kind !== "child") continue;
      const props = fullProps(policy);
      const item = { ...fullProps(first!.child), noSuchProp: 1 };
      const list = { [first!.name]: first!.many ? [item] : item };
      expect(() => build(name, { ...props, ...list })).toThrow(`<${first!.child.name}> has no prop "noSuchProp"`);
    }
  });

  test("fails for a number outside the range", () => {
    for (const [path, prop] of attributeProps(policy)) {
      const { min, max } = prop.attribute.doubtfulRange ?? prop.attribute.range ?? {};
      const outside = [...(min === undefined ? [] : [min - 1]), ...(max === undefined ? [] : [max + 1])];
      for (const number of outside) {
        expect(() => build(name, withValue(policy, path, number))).toThrow(`is "${number}"; expected a`);
      }
    }
    expect(deviations(build(name, fullProps(policy)), policy)).toEqual([]);
  });

  test("fails for an expression where none is taken", () => {
    for (const [path, prop] of attributeProps(policy)) {
      if (prop.attribute.expressions !== false) continue;
      expect(() => build(name, withValue(policy, path, PolicyValue.expression("1 + 1")))).toThrow(
        `is "@(1 + 1)"; expected a named value, or text without`,
      );
      if (prop.attribute.type !== "string" || prop.attribute.values !== undefined) continue;
      expect(() => build(name, withValue(policy, path, "{{named}}"))).toThrow(
        /is "\{\{named\}\}"; .*: give PolicyValue\.namedValue\("named"\)$/,
      );
      expect(build(name, withValue(policy, path, PolicyValue.namedValue("named")))).toBeInstanceOf(PolicyElement);
    }
    expect(deviations(build(name, fullProps(policy)), policy)).toEqual([]);
  });
});

/** The attributes of a policy and of its parts, each with the path of props that leads there. */
function attributeProps(
  element: ElementSpec,
  path: readonly Prop[] = [],
): (readonly [readonly Prop[], Extract<Prop, { kind: "attribute" }>])[] {
  return propsOf(element).flatMap((prop) => {
    if (prop.kind === "attribute") return [[[...path, prop], prop] as const];
    return prop.kind === "child" && prop.item.kind === "struct" ? attributeProps(prop.child, [...path, prop]) : [];
  });
}

/** Props that are valid, except for the value at the end of a path. */
function withValue(element: ElementSpec, [prop, ...rest]: readonly Prop[], value: unknown): Props {
  const props = fullProps(element);
  if (prop!.kind !== "child") {
    const list = propsOf(element).find(
      (other) => other.kind === "child" && prop!.kind === "attribute" && other.wrapper === prop!.wrapper,
    );
    const missing = list === undefined || props[list.name] !== undefined ? {} : fullList(element, list.name);
    return { ...props, ...missing, [prop!.name]: value };
  }
  const item = withValue(prop!.child, rest, value);
  return { ...props, [prop!.name]: prop!.many ? [item] : item };
}

function fullList(element: ElementSpec, name: string): Props {
  const samples = fc.sample(validProps(element), { numRuns: 200, seed: 3 });
  return { [name]: samples.find((props) => props[name] !== undefined)![name] };
}

describe("classes", () => {
  test("there is one for each documented policy and none for the others", () => {
    const classes = Object.entries(library)
      .filter(([, value]) => typeof value === "function" && value.prototype instanceof PolicyElement)
      .map(([name]) => name);

    expect(classes.sort()).toEqual(DOCUMENTED.map(({ name }) => className(name)).sort());
    expect(classes).toHaveLength(71);
  });

  test("names do not clash with those of the construct library", () => {
    const taken = [
      ..."AppRegistration PermissionScope AppRole Authority AzureCloud ApiManagement Api ApiOperation Product".split(
        " ",
      ),
      ..."Backend ApimAuthServer OAuthGrant ApimPolicy JwtPolicy Callers PolicyFragment NamedValue KeyVault".split(" "),
      ..."KeyVaultSecretRef SecretValue LocalGateway".split(" "),
    ];

    expect(Object.keys(library).filter((name) => taken.includes(name.replace(/(Props|Options)$/, "")))).toEqual([]);
  });

  test("statements nest to any depth", () => {
    fc.assert(
      fc.property(
        fc.array(statements("set-header"), { maxLength: 3 }),
        fc.integer({ min: 1, max: 30 }),
        (inner, depth) => {
          let nodes = inner;
          for (let level = 0; level < depth; level++) {
            nodes = [build("limit-concurrency", { key: "key", maxCount: 1, statements: nodes })];
          }
          expect(deviations(nodes[0]!, tryFindPolicy(nodes[0]!.name)!)).toEqual([]);
        },
      ),
      { numRuns: 10 },
    );
  });
});
