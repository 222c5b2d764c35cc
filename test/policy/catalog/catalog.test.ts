import { PolicySection } from "../../../src/policy";
import {
  CATEGORIES,
  tryFindPolicy,
  allPolicies,
  policyPage,
  type AttributeSpec,
  type ChildSpec,
  type ElementSpec,
  type ValueSet,
  type ValueSpec,
} from "../../../src/policy/catalog";
import { className, propsOf, structName } from "../../../src/policy/catalog/props";

/** An element of the catalog with the path that leads to it. */
function elements(element: ElementSpec, path: string): (readonly [string, ElementSpec])[] {
  const parts = (element.children ?? []).filter((child) => !child.policy);
  return [[path, element], ...parts.flatMap((child) => elements(child, `${path}/${child.name}`))];
}

const ALL = allPolicies().flatMap((policy) => elements(policy, policy.name));
const VALUES = ALL.flatMap(([path, element]) => [
  ...(element.attributes ?? []).map((attribute) => [`${path}/@${attribute.name}`, attribute as ValueSpec] as const),
  ...(element.text === undefined ? [] : [[`${path}/text`, element.text] as const]),
]);

describe("the catalog", () => {
  test("has 78 policies, 71 of them documented and in a category", () => {
    expect(new Set(allPolicies().map(({ name }) => name)).size).toBe(78);
    expect(allPolicies().filter((policy) => !policy.undocumented)).toEqual(
      CATEGORIES.flatMap(({ policies }) => policies()),
    );
    expect(
      allPolicies()
        .filter((policy) => policy.undocumented)
        .map(({ name }) => name),
    ).toEqual([
      "authentication-token",
      "authentication-token-store",
      "block",
      "cache-value",
      "graphql-data-source",
      "invoke-request",
      "set-request-metric-dimension-value",
    ]);
  });

  test("finds a policy by its name", () => {
    expect(tryFindPolicy("validate-jwt")?.name).toBe("validate-jwt");
    expect(tryFindPolicy("required-scopes")).toBeUndefined();
    expect(policyPage("validate-jwt")).toBe("https://learn.microsoft.com/azure/api-management/validate-jwt-policy");
  });

  test("says where each documented policy may stand", () => {
    for (const policy of CATEGORIES.flatMap(({ policies }) => policies())) {
      expect(policy.scopes.length).toBeGreaterThan(0);
      expect(policy.gateways.length).toBeGreaterThan(0);
      const isResolver = policy.scopes.includes("graphql-resolver");
      expect(policy.sections.length > 0).toBe(!isResolver);
      const doubtful = [...(policy.doubtfulSections ?? []), ...(policy.doubtfulScopes ?? [])];
      expect(doubtful.filter((place) => [...policy.sections, ...policy.scopes].includes(place as never))).toEqual([]);
    }
  });

  test("names each attribute and each child of an element once", () => {
    for (const [path, element] of ALL) {
      for (const parts of [element.attributes ?? [], element.children ?? []]) {
        const names = (parts as readonly { name: string }[]).map(({ name }) => name);
        expect([path, names]).toEqual([path, [...new Set(names)]]);
      }
    }
  });

  test("refers to policies that it has", () => {
    const children = ALL.flatMap(([, element]) => element.children ?? []).filter((child) => child.policy);

    expect(children.filter((child) => tryFindPolicy(child.name) === undefined)).toEqual([]);
    expect(children.filter((child) => child.attributes ?? child.children ?? child.text)).toEqual([]);
  });

  test("has rules about attributes and children that there are", () => {
    for (const [path, element] of ALL) {
      const attributes = (element.attributes ?? []).map(({ name }) => name);
      const children = (element.children ?? []).map(({ name }) => name);
      for (const rule of element.rules ?? []) {
        switch (rule.kind) {
          case "exactlyOne":
          case "atMostOne":
          case "allOrNone":
            expect([path, attributes]).toEqual([path, expect.arrayContaining([...rule.names])]);
            break;
          case "atLeastOne":
            expect([path, attributes]).toEqual([path, expect.arrayContaining(rule.groups.flat())]);
            break;
          case "requires":
            expect([path, attributes]).toEqual([path, expect.arrayContaining([rule.name, rule.needs])]);
            break;
          case "onlyIf":
          case "neededIf": {
            expect([path, attributes]).toEqual([path, expect.arrayContaining([rule.name, rule.attribute])]);
            const { type, values } = element.attributes!.find(({ name }) => name === rule.attribute)!;
            expect([path, values === undefined ? type : Object.keys(values.values)]).toEqual([
              path,
              values === undefined ? "boolean" : expect.arrayContaining([rule.value]),
            ]);
            break;
          }
          case "ascending":
            expect([path, attributes]).toEqual([path, expect.arrayContaining([...rule.names])]);
            break;
          case "atLeastOneChild":
            expect([path, children]).toEqual([path, expect.arrayContaining([...rule.names])]);
            break;
          case "childrenUnless":
            expect([path, children]).toEqual([path, expect.arrayContaining([...rule.children])]);
            expect(attributes).toContain(rule.attribute);
        }
      }
    }
  });

  test("has defaults and ranges that fit the types", () => {
    for (const [path, value] of VALUES) {
      const literal = (value as AttributeSpec).default;
      if (value.values !== undefined && literal !== undefined) {
        expect([path, Object.keys(value.values.values)]).toEqual([path, expect.arrayContaining([literal])]);
      }
      if (value.type === "boolean") expect([undefined, "true", "false"]).toContain(literal);
      if (value.type === "integer" && literal !== undefined) expect(literal).toMatch(/^\d+$/);
      for (const range of [value.range, value.doubtfulRange]) {
        if (range === undefined) continue;
        expect(["integer", "number"]).toContain(value.type);
        expect(range.min ?? -Infinity).toBeLessThanOrEqual(range.max ?? Infinity);
      }
    }
  });

  test("keeps doubtful demands stricter than certain ones", () => {
    for (const [, element] of ALL) {
      for (const child of element.children ?? []) {
        expect(child.doubtfulMin ?? Infinity).toBeGreaterThan(child.min ?? 0);
        expect(child.doubtfulMax ?? -Infinity).toBeLessThan(child.max ?? Infinity);
      }
    }
  });

  test("describes everything in a sentence", () => {
    const summaries = [
      ...ALL.map(([, element]) => element.summary),
      ...VALUES.map(([, value]) => value.summary),
      ...[...valueSets()].flatMap((set) => [set.summary, ...Object.values(set.values)]),
    ];
    expect(summaries.filter((summary) => !/^[A-Z].*\.$/.test(summary))).toEqual([]);
  });

  test("marks what the service takes though its page does not speak of it", () => {
    const jwt = tryFindPolicy("validate-jwt")!;
    expect(jwt.children!.filter((child) => child.undocumented).map(({ name }) => name)).toEqual([
      "issuer-signing-tokens",
    ]);
    const keyed = tryFindPolicy("rate-limit-by-key")!;
    expect(keyed.attributes!.filter((attribute) => attribute.undocumented).map(({ name }) => name)).toEqual([
      "increment-after-response",
      "flexible-retry-window",
    ]);
  });

  test("knows the places that real documents use", () => {
    expect(tryFindPolicy("set-body")!.sections).toContain(PolicySection.ON_ERROR);
    expect(tryFindPolicy("forward-request")!.sections).toEqual([PolicySection.BACKEND]);
    expect(tryFindPolicy("quota")!.scopes).toEqual(["product"]);
    expect(tryFindPolicy("cross-domain")!.scopes).toEqual(["global"]);
    expect(
      allPolicies()
        .filter(({ once }) => once === "document")
        .map(({ name }) => name),
    ).toEqual(["quota", "rate-limit"]);
  });
});

describe("props", () => {
  test("have names of their own in each element", () => {
    for (const [path, element] of ALL) {
      const names = propsOf(element).map((prop) => prop.name);
      expect([path, names]).toEqual([path, [...new Set(names)]]);
      expect(names.filter((name) => !/^[a-z][A-Za-z0-9]*$/.test(name))).toEqual([]);
    }
  });

  test("carry the unit of a duration or size in the name", () => {
    const named = (policy: string): string[] => propsOf(tryFindPolicy(policy)!).map((prop) => prop.name);

    expect(named("rate-limit")).toContain("renewalPeriodSeconds");
    expect(named("forward-request")).toEqual(
      expect.arrayContaining(["timeoutSeconds", "timeoutMilliseconds", "continueTimeoutSeconds"]),
    );
    expect(named("retry")).toEqual(expect.arrayContaining(["intervalSeconds", "deltaSeconds", "maxIntervalSeconds"]));
    expect(named("cors")).toContain("preflightResultMaxAgeSeconds");
    expect(named("quota")).toContain("bandwidthKilobytes");
    expect(named("validate-content")).toContain("maxSizeBytes");
    expect(named("llm-content-safety")).toEqual(
      expect.arrayContaining(["windowSizeCharacters", "windowOverlapSizeCharacters"]),
    );
  });

  test("leave out elements that only hold a list", () => {
    const prop = propsOf(tryFindPolicy("validate-jwt")!).find(({ name }) => name === "audiences");

    expect(prop).toMatchObject({
      kind: "child",
      many: true,
      wrapper: { name: "audiences" },
      child: { name: "audience" },
    });
  });

  test("of a part have the name of the class and of the part", () => {
    const choose = tryFindPolicy("choose")!;
    const claims = tryFindPolicy("validate-jwt")!.children!.find(({ name }) => name === "required-claims") as ChildSpec;

    expect(structName("choose", choose.children![0]!)).toBe("ChooseWhen");
    expect(structName("validate-jwt", claims.children![0]!)).toBe("ValidateJwtClaim");
    expect(className("rate-limit-by-key")).toBe("RateLimitByKey");
  });
});

function valueSets(): Set<ValueSet> {
  return new Set(VALUES.flatMap(([, value]) => value.values ?? []));
}
