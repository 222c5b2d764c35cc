import { PolicyElement, PolicyScope, type PolicyNode, PolicyText } from "../../../src/policy";
import { allPolicies } from "../../../src/policy/catalog";
import { SECTION_ORDER } from "../../../src/policy/model/section";
import { type MutationClass } from "./mutation";
import { type Place, type Source, withAttribute, withChildren, withNodes } from "./sources";

const everyPlace =
  (make: (place: Place, source: Source) => readonly (() => string)[]): MutationClass["mutants"] =>
  (source) =>
    source.places.flatMap((place) => make(place, source)).map((text) => () => ({ text: text() }));

/** A name with two letters in the wrong order. */
function misspelt(name: string): string {
  const index = Math.floor(name.length / 2);
  const swapped = name.slice(0, index - 1) + name[index]! + name[index - 1]! + name.slice(index + 1);
  return swapped === name ? `${name}s` : swapped;
}

const SECTIONS: readonly string[] = SECTION_ORDER;
const isSection = ({ name }: PolicyElement): boolean => SECTIONS.includes(name);
const isBase = (node: PolicyNode): boolean => node instanceof PolicyElement && node.name === "base";
const isStatement = ({ parentSpec, policy }: Place): boolean =>
  policy !== undefined && parentSpec.inside === "policies";

/** Sections of a document, each with the statements that stand directly in it. */
const statements = ({ places }: Source): Place[] =>
  places.filter((place) => isStatement(place) && isSection(place.parent) && place.element.name !== "base");

export const GRAMMAR: readonly MutationClass[] = [
  {
    name: "misspelt element",
    floor: 100,
    mutants: everyPlace(({ element }, { document }) => [
      () => withNodes(document, element, new PolicyElement(misspelt(element.name), element)),
    ]),
  },
  {
    name: "misspelt attribute",
    floor: 100,
    mutants: everyPlace(({ element, spec }, { document }) =>
      spec.attributes === undefined
        ? []
        : element.attributes.map(({ name }) => () => {
            const attributes = element.attributes.map((other) =>
              other.name === name ? { name: misspelt(name), value: other.value } : other,
            );
            return withNodes(document, element, new PolicyElement(element.name, { ...element, attributes }));
          }),
    ),
  },
  {
    name: "missing attribute that is required",
    floor: 100,
    mutants: everyPlace(({ element, spec }, { document }) =>
      (spec.attributes ?? [])
        .filter(({ name, required }) => required !== undefined && element.tryAttribute(name) !== undefined)
        .map(
          ({ name }) =>
            () =>
              withNodes(document, element, withAttribute(element, name)),
        ),
    ),
  },
  {
    name: "missing child that is required",
    floor: 100,
    mutants: everyPlace(({ element, parent, parentSpec }, { document }) => {
      const spec = parentSpec.children?.find(({ name }) => name === element.name);
      const least = Math.max(spec?.min ?? 0, spec?.doubtfulMin ?? 0);
      const count = parent.elements.filter(({ name }) => name === element.name).length;
      return least > 0 && count === least ? [() => withNodes(document, element)] : [];
    }),
  },
  {
    name: "child that is there too often",
    floor: 100,
    mutants: everyPlace(({ element, parent, parentSpec }, { document }) => {
      const spec = parentSpec.children?.find(({ name }) => name === element.name);
      const most = spec?.doubtfulMax ?? spec?.max;
      const count = parent.elements.filter(({ name }) => name === element.name).length;
      return most !== undefined && count === most ? [() => withNodes(document, element, element, element)] : [];
    }),
  },
  {
    name: "children in another order",
    floor: 100,
    mutants: everyPlace(({ element, spec }, { document }) => {
      // Where the reference asks for no order, another one means the same. Equal neighbours have none.
      if (spec.order === "any" || spec.children === undefined) return [];
      const ranks = element.elements.map(({ name }) => spec.children!.findIndex((child) => child.name === name));
      const isOrdered = ranks.every((rank) => rank >= 0 && spec.children![rank]!.doubtfulOrder !== true);
      if (!isOrdered || new Set(ranks).size < 2) return [];
      return [() => withNodes(document, element, withChildren(element, [...element.elements].reverse()))];
    }),
  },
  {
    name: "statement in a section where it is not allowed",
    floor: 100,
    mutants: (source) =>
      statements(source).flatMap(({ element, policy, parent }) => {
        const { sections, doubtfulSections = [] } = policy!;
        if (sections.length === 0) return [];
        return SECTION_ORDER.filter((section) => !sections.includes(section) && !doubtfulSections.includes(section))
          .map((section) => source.document.root.elements.find(({ name }) => name === String(section)))
          .filter((section) => section !== undefined && section !== parent)
          .map((section) => () => {
            const { root } = source.document;
            const children = root.children.map((node): PolicyNode => {
              if (!(node instanceof PolicyElement)) return node;
              const kept = node.children.filter((child) => child !== element);
              return withChildren(node, node === section ? [...kept, element] : kept);
            });
            return { text: withNodes(source.document, root, withChildren(root, children)) };
          });
      }),
  },
  {
    name: "statement in a document of a scope where it is not allowed",
    floor: 100,
    mutants: (source) => {
      const used = source.places.map(({ policy }) => policy).filter((policy) => policy !== undefined);
      return Object.values(PolicyScope)
        .filter((scope) =>
          used.some(
            (policy) =>
              policy.scopes.some((one) => one !== "graphql-resolver") &&
              !policy.scopes.includes(scope) &&
              policy.doubtfulScopes?.includes(scope) !== true,
          ),
        )
        .map((scope) => () => ({ text: source.text, options: { ...source.options, scope } }));
    },
  },
  {
    name: "part outside of its element",
    floor: 100,
    mutants: everyPlace(({ element, policy, parent, parentSpec }, { document, places }) => {
      const isPart = policy === undefined && !isSection(element) && parentSpec.inside !== "policies";
      // Some names are those of policies as well, or of parts of the outer element.
      const outer = places.find((place) => place.element === parent)?.parentSpec;
      const isAllowed = [...allPolicies(), ...(outer?.children ?? [])].some(({ name }) => name === element.name);
      if (!isPart || isAllowed || parent === document.root) return [];
      const without = withChildren(
        parent,
        parent.children.filter((child) => child !== element),
      );
      return [() => withNodes(document, parent, without, element)];
    }),
  },
  {
    name: "policy in a list of parts",
    floor: 100,
    mutants: everyPlace(({ element, spec }, { document }) => {
      const isList = spec.inside === undefined && spec.children !== undefined && spec.text === undefined;
      const mayHold = spec.children?.some(({ name }) => name === "set-variable");
      if (!isList || mayHold) return [];
      const stray = new PolicyElement("set-variable", {
        attributes: [
          { name: "name", value: "a" },
          { name: "value", value: "b" },
        ],
      });
      return [() => withNodes(document, element, withChildren(element, [...element.children, stray]))];
    }),
  },
  {
    name: "second use of a policy that is used once",
    floor: 100,
    mutants: (source) =>
      statements(source)
        .filter(({ element }) => USED_ONCE.has(element.name))
        .map(({ element }) => () => ({ text: withNodes(source.document, element, element, element) })),
  },
  {
    name: "section in a section, or twice",
    floor: 100,
    mutants: everyPlace(({ element }, { document }) =>
      isSection(element)
        ? [
            () => withNodes(document, element, element, element),
            () =>
              withNodes(
                document,
                element,
                withChildren(element, [...element.children, new PolicyElement(element.name)]),
              ),
          ]
        : [],
    ),
  },
  {
    name: "section or its base left out",
    floor: 95,
    mutants: everyPlace(({ element, parent }, { document }) => {
      // Where a section does not inherit already, nothing more is told. A backend may forward the request itself.
      const inherits = SECTION_ORDER.every((section) => document.trySection(section)?.some(isBase) === true);
      const forwards = element.name === "base" && parent.name === "backend" && parent.elements.length > 1;
      const isMeant = isSection(element) || (element.name === "base" && isSection(parent));
      return inherits && isMeant && !forwards ? [() => withNodes(document, element)] : [];
    }),
  },
  {
    name: "base twice, or in a branch",
    floor: 100,
    mutants: everyPlace(({ element, spec }, { document }) =>
      element.name === "base" || (spec.inside === "policies" && !isSection(element))
        ? [
            element.name === "base"
              ? () => withNodes(document, element, element, element)
              : () =>
                  withNodes(document, element, withChildren(element, [...element.children, new PolicyElement("base")])),
          ]
        : [],
    ),
  },
  {
    name: "text between elements",
    floor: 100,
    mutants: everyPlace(({ element, spec }, { document }) =>
      spec.text === undefined && spec.inside !== "xml" && element.elements.length > 0
        ? [() => withNodes(document, element, withChildren(element, [...element.children, new PolicyText("x")]))]
        : [],
    ),
  },
  {
    name: "attributes that exclude each other",
    floor: 100,
    mutants: everyPlace(({ element, spec }, { document }) =>
      (spec.rules ?? []).flatMap((rule) => {
        if (rule.kind !== "exactlyOne" && rule.kind !== "atMostOne") return [];
        const given = rule.names.find((name) => element.tryAttribute(name) !== undefined);
        const other = rule.names.find((name) => element.tryAttribute(name) === undefined);
        if (given === undefined || other === undefined) return [];
        const attributes = [...element.attributes, { name: other, value: "a" }];
        const both = (): string =>
          withNodes(document, element, new PolicyElement(element.name, { ...element, attributes }));
        const none = (): string => withNodes(document, element, withAttribute(element, given));
        return rule.kind === "exactlyOne" ? [both, none] : [both];
      }),
    ),
  },
];

/** The policies that the reference allows once in a section. */
const USED_ONCE: ReadonlySet<string> = new Set([
  "authentication-basic",
  "cache-lookup",
  "cors",
  "forward-request",
  "jsonp",
  "llm-semantic-cache-lookup",
  "quota",
  "rate-limit",
  "validate-headers",
  "validate-parameters",
  "validate-status-code",
  "xsl-transform",
]);
