import { TYPES } from "../../../../src/policy/csharp/members/catalog";
import { type Member } from "../../../../src/policy/csharp/members/member";
import { shownType, type Type } from "../../../../src/policy/csharp/members/type";

const ALL = [...TYPES.names];

function membersOf(type: string): Member[] {
  const members = TYPES.type(type)!.members;
  return [...members.names].map((name) => members.get(name)!);
}

/** The names of all types in a type. */
function namesIn(type: Type | undefined): string[] {
  if (type?.kind === "array") return namesIn(type.element);
  return type?.kind === "named" ? [type.name, ...type.typeArguments.flatMap(namesIn)] : [];
}

describe("the types and members", () => {
  test("are read without a problem, each with its members", () => {
    for (const name of ALL) {
      const type = TYPES.type(name)!;
      expect(type.name).toBe(name);
      expect(type.link).toMatch(/^https:\/\//);
      for (const member of membersOf(name)) expect(member).toBeDefined();
    }
    expect(ALL.length).toBeGreaterThan(120);
  });

  test("name only types that are there", () => {
    const unknown = new Set<string>();
    for (const name of ALL) {
      for (const { type, signatures } of membersOf(name)) {
        const types = [
          type,
          ...signatures.flatMap(({ parameters, result }) => [result, ...parameters.map((parameter) => parameter.type)]),
        ];
        for (const used of types.flatMap(namesIn))
          if (used !== "void" && TYPES.type(used) === undefined) unknown.add(used);
      }
    }
    expect([...unknown]).toEqual([]);
  });

  test("give each type parameter of a method its name", () => {
    const { signatures } = TYPES.type("Enumerable")!.members.get("Select")!;
    expect(signatures.map(({ typeParameters, result }) => [typeParameters, shownType(result)])).toEqual([
      [["T", "R"], "IEnumerable<R>"],
      [["T", "R"], "IEnumerable<R>"],
    ]);
  });

  test.each([
    ["String", "string"],
    ["System.String", "string"],
    ["Int32", "int"],
    ["Newtonsoft.Json.Linq.JObject", "JObject"],
    ["System.Net.WebUtility", "WebUtility"],
    ["JObject", "JObject"],
    ["Strang", undefined],
  ])("%s is %s", (written, name) => {
    expect(TYPES.shortName(written)).toBe(name);
  });

  test("are in namespaces", () => {
    expect(["System", "System.Text", "Newtonsoft.Json.Linq"].every((name) => TYPES.isNamespace(name))).toBe(true);
    expect(TYPES.isNamespace("JObject")).toBe(false);
  });

  test("of context are those that the documentation lists", () => {
    expect([...TYPES.type("context")!.members.names].sort()).toEqual([
      ...["Api", "Backend", "Deployment", "Elapsed", "GraphQL", "LastError", "Operation", "ParentResult", "Principal"],
      ...[
        "Product",
        "Request",
        "RequestId",
        "Response",
        "Subscription",
        "Timestamp",
        "Trace",
        "Tracing",
        "User",
        "Variables",
      ],
      "Workspace",
    ]);
  });

  test("say when a value is null, when a call throws, and what is not documented or not allowed", () => {
    const member = (type: string, name: string): Member => TYPES.type(type)!.members.get(name)!;
    expect(member("context", "User").nullWhen).toBe("if the call has no key of a user");
    expect(member("Guid", "Parse").throws).toBe("if the text is no GUID");
    expect(member("IUrl", "ToUri").status).toBe("seen");
    expect(member("DateTime", "ParseExact").status).toBe("refused");
    expect(TYPES.type("CultureInfo")!.status).toBe("refused");
  });

  test("have a page", () => {
    expect(TYPES.type("JObject")!.link).toBe(
      "https://www.newtonsoft.com/json/help/html/T_Newtonsoft_Json_Linq_JObject.htm",
    );
    expect(TYPES.type("WebUtility")!.link).toBe("https://learn.microsoft.com/dotnet/api/system.net.webutility");
    expect(TYPES.type("IUrl")!.link).toContain("api-management-policy-expressions");
  });
});
