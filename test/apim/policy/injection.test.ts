import { TerraformVariable, Testing, Token } from "cdktf";
import {
  Api,
  ApimPolicy,
  Authority,
  Callers,
  type IAppRegistration,
  JwtPolicy,
  type JwtPolicyProps,
  KeyVaultSecretRef,
} from "cdktf-apim-oauth";
import { PolicyComment, PolicyElement, PolicyText, PolicyValue } from "cdktf-apim-oauth/policy";
import { fc } from "../../support/fast-check";
import { csharpString } from "../../../src/policy/csharp/literal";
import {
  elementsNamed,
  parseXml,
  readCsharp,
  shapeOf,
  terraformValue,
  textOfValue,
  type Element,
} from "../../support/decode";
import {
  OPEN,
  guid,
  importedApi,
  newService,
  newStack,
  newVault,
  resourceOf,
  synth,
  TENANT,
} from "../../support/synth";

/**
 * Text that users pass into a policy comes out as data, or is refused.
 *
 * The proof is to read the synthesized text as Terraform, an XML parser, the C# compiler and an HTTP client read it.
 */

type Stack = ReturnType<typeof newStack>;

const VALUE = "VALUE-OF-VARIABLE";

/** Pieces that end, open or escape something in one of the languages that a policy is made of. */
const DANGEROUS = [
  "<",
  ">",
  "</value><evil />",
  "&",
  "&lt;",
  "&#60;",
  '"',
  "'",
  "]]>",
  "<![CDATA[",
  "<!--",
  "-->",
  "{",
  "}",
  "{{",
  "}}",
  "{{secret}}",
  "@",
  "@(",
  "@{",
  "@(context.Request.Headers)",
  "(",
  ")",
  "$",
  "$$",
  "%",
  "${",
  "%{",
  "${var.other}",
  "%{if true}",
  "\\",
  "\\u007b",
  "\n",
  "\r",
  "\t",
  "\u0085",
  "\u2028",
  "\u2029",
  "é",
  "🚚",
  "TfToken[TOKEN.1]",
];

/** Whether pieces name a token of the program by chance: that is a reference to whatever it is, and not text. */
function namesToken(text: string, token: string): boolean {
  return text.split(token).join("").includes("${TfToken[");
}

/** Dangerous pieces, harmless text, and a value that only Terraform knows, in any order. */
function nasty(token: string): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...DANGEROUS) },
    { weight: 1, arbitrary: fc.constant(token) },
    { weight: 2, arbitrary: fc.string({ maxLength: 4, unit: "grapheme" }) },
  );
  return fc
    .array(piece, { maxLength: 8 })
    .map((pieces) => pieces.join(""))
    .filter((text) => !namesToken(text, token));
}

/** A stack with a variable, and an API for each policy: a stack is slow to make and an API is not. */
class Bench {
  private static stacks = 0;
  public readonly stack: Stack = newStack(`Stack${Bench.stacks++}`);
  public readonly token = new TerraformVariable(this.stack, "given", {}).stringValue;
  public readonly resource: IAppRegistration = importedApi(this.stack);
  private readonly apim = newService(this.stack);
  private count = 0;

  public api(): Api {
    const path = `api-${this.count++}`;
    return new Api(this.stack, path, { ...OPEN, apim: this.apim, path });
  }

  /** What a text is once Terraform has put the value of the variable in. */
  public expected(text: string): string {
    return text.split(this.token).join(VALUE);
  }

  public jwt(props: Partial<JwtPolicyProps>): Element {
    const target = this.api();
    const given = { target, resource: this.resource, callers: Callers.users("read") };
    new JwtPolicy(target, "Jwt", { ...given, ...props });
    return this.read(target);
  }

  /** What API Management gets: the policy after Terraform, as an XML parser reads it. */
  public read(target: Api): Element {
    return parseXml(asDeployed(ApimPolicy.of(target).render()));
  }
}

function asDeployed(xml: string): string {
  return terraformValue(xml, (expression) => {
    if (expression === "var.given") return VALUE;
    throw new Error(`a Terraform expression: ${expression}`);
  });
}

/** The value of a parameter of a header such as `Bearer realm="…"`, read as RFC 9110 says. */
function challenge(header: string): Record<string, string> {
  const match = /^Bearer ((?:[a-z]+="(?:[^"\\]|\\.)*"(?:, |$))+)$/s.exec(header);
  if (match === null) throw new Error(`no challenge: ${header}`);
  return Object.fromEntries(
    [...match[1]!.matchAll(/([a-z]+)="((?:[^"\\]|\\.)*)"/gs)].map(
      (parameter) => [parameter[1]!, parameter[2]!.replace(/\\(.)/gs, "$1")] as const,
    ),
  );
}

/** Whether a value is refused. A refusal is an answer too, as long as it comes before anything is written. */
function refused(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (thrown) {
    expect((thrown as Error).message).toContain("expected ");
    return true;
  }
}

const bench = new Bench();
const SHAPE = shapeOf(bench.jwt({}));
const RUNS = { numRuns: 150 };

test("the reader finds what is wrong", () => {
  expect(() => parseXml("<a b='<'/>")).toThrow();
  expect(() => parseXml("<a>]]></a>")).toThrow();
  expect(() => textOfValue("{{a}}")).toThrow(/a named value/);
  expect(() => textOfValue("@(a)")).toThrow(/an expression/);
  expect(() => textOfValue('@("a" + "b")')).toThrow(/an expression/);
  expect(() => readCsharp('"a')).toThrow(/does not end/);
  expect(() => asDeployed("${var.other}")).toThrow(/a Terraform expression/);
  expect(() => asDeployed("%{if}")).toThrow(/did not expect/);
  expect(asDeployed("%{ if false }a%{ endif }")).toBe("");
  expect(() => challenge('Bearer realm="a"b"')).toThrow(/no challenge/);
});

test("csharpString is one string literal, whatever the text", () => {
  fc.assert(
    fc.property(nasty(bench.token), (text) => {
      const literal = csharpString(text);
      const { skeleton, strings } = readCsharp(literal.split(bench.token).join(VALUE));
      expect(skeleton).toBe('"…"');
      expect(strings).toEqual([bench.expected(text)]);
      expect(literal.split(bench.token).join("{x}")).not.toMatch(/\{\{|\}\}/);
    }),
    { numRuns: 2000 },
  );
});

test("PolicyValue.text is the same text in an attribute and between tags", () => {
  const written: { api: Api; text: string }[] = [];
  fc.assert(
    fc.property(nasty(bench.token), (text) => {
      const api = bench.api();
      const value = PolicyValue.text(text);
      const statement = new PolicyElement("set-header", {
        attributes: [{ name: "name", value }],
        children: [new PolicyElement("value", { children: [new PolicyText(value)] })],
      });
      ApimPolicy.of(api).addInbound(statement);
      const [read] = elementsNamed(bench.read(api), "set-header");
      expect(textOfValue(read!.attributes.name!)).toBe(bench.expected(text));
      expect(read!.children.map((child) => textOfValue(child.text))).toEqual([bench.expected(text)]);
      expect(read!.children[0]!.children).toEqual([]);
      written.push({ api, text });
    }),
    RUNS,
  );
  // The text that is synthesized is the text that is rendered.
  const policies = synth(bench.stack).resource!.azurerm_api_management_api_policy!;
  const contents = Object.values(policies).map((policy) => policy.xml_content);
  for (const { api } of written) expect(contents).toContain(ApimPolicy.of(api).render());
});

test("PolicyValue.join gives the texts and the named values that it was given, or refuses", () => {
  const part = fc.oneof(
    nasty(bench.token).map((text) => ({ text, name: undefined })),
    fc.constantFrom("key", "a.b-c_d").map((name) => ({ text: undefined, name })),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const values = parts.map(({ text, name }) =>
        name === undefined ? PolicyValue.text(text) : PolicyValue.namedValue(name),
      );
      let joined: PolicyValue;
      try {
        joined = PolicyValue.join(...values);
      } catch (thrown) {
        expect((thrown as Error).message).toMatch(/^cannot join /);
        return;
      }
      const names = parts.flatMap(({ name }) => name ?? []);
      expect(joined.namedValues).toEqual([...new Set(names)]);
      expect(joined.isExpression).toBe(false);
      expect(joined.source).not.toMatch(/@[({]/);
      expect(joined.source).toBe(parts.map(({ text, name }) => text ?? `{{${name}}}`).join(""));
    }),
    { numRuns: 1000 },
  );
});

test("an error message is the text of an attribute", () => {
  fc.assert(
    fc.property(
      nasty(bench.token).filter((text) => text.trim() !== ""),
      (text) => {
        const root = bench.jwt({ failedValidationErrorMessage: text });
        expect(shapeOf(root)).toBe(SHAPE);
        const [validate] = elementsNamed(root, "validate-jwt");
        expect(textOfValue(validate!.attributes["failed-validation-error-message"]!)).toBe(bench.expected(text));
      },
    ),
    RUNS,
  );
});

test("a realm is one parameter of each challenge, or is refused", () => {
  const printable = fc
    .array(fc.constantFrom(...DANGEROUS, bench.token, "orders api"), { minLength: 1, maxLength: 5 })
    .map((pieces) => pieces.join(""))
    .filter((realm) => !namesToken(realm, bench.token));
  fc.assert(
    fc.property(printable, (realm) => {
      let root: Element | undefined;
      if (refused(() => (root = bench.jwt({ realm })))) {
        expect(realm).toMatch(/["\\]|[^ -~]/);
        return;
      }
      expect(shapeOf(root!)).toBe(SHAPE);
      const [forbidden, unauthorized] = elementsNamed(root!, "set-header").filter(
        (header) => header.attributes.name === "WWW-Authenticate",
      );
      expect(challenge(textOfValue(forbidden!.children[0]!.text))).toEqual({
        realm: bench.expected(realm),
        error: "insufficient_scope",
        scope: `api://${guid("a")}/read`,
      });
      const { skeleton, strings } = readCsharp(unauthorized!.children[0]!.text);
      expect(skeleton).toBe('@(context.LastError.Reason == "…" ? "…" : "…")');
      expect(strings.slice(1).map(challenge)).toEqual([
        { realm: bench.expected(realm) },
        { realm: bench.expected(realm), error: "invalid_token" },
      ]);
      expect(unauthorized!.children[0]!.text).not.toMatch(/\{\{/);
    }),
    RUNS,
  );
});

test("a header name is a header name, or is refused", () => {
  fc.assert(
    fc.property(nasty(bench.token), (headerName) => {
      let root: Element | undefined;
      if (refused(() => (root = bench.jwt({ headerName })))) return;
      const [validate] = elementsNamed(root!, "validate-jwt");
      expect(textOfValue(validate!.attributes["header-name"]!)).toBe(bench.expected(headerName));
      expect(shapeOf(root!).replace(" require-scheme", "")).toBe(SHAPE.replace(" require-scheme", ""));
    }),
    RUNS,
  );
});

test("scopes and roles are strings in the condition and words in the challenge, or are refused", () => {
  const name = fc
    .array(fc.constantFrom(...DANGEROUS, bench.token, "Orders", ".", "read"), { minLength: 1, maxLength: 4 })
    .map((pieces) => pieces.join(""));
  const conditionOf = (root: Element): string => elementsNamed(root, "when")[0]!.attributes.condition!;
  const plain = bench.jwt({ callers: Callers.anyOf(Callers.users("s"), Callers.applications("r")) });
  const skeleton = readCsharp(conditionOf(plain)).skeleton;
  let taken = 0;
  fc.assert(
    fc.property(name, name, (scope, role) => {
      let root: Element | undefined;
      const callers = Callers.anyOf(Callers.users(scope), Callers.applications(role));
      if (refused(() => (root = bench.jwt({ callers })))) return;
      taken++;
      expect(shapeOf(root!)).toBe(SHAPE);
      const condition = readCsharp(conditionOf(root!));
      expect(condition.skeleton).toBe(skeleton);
      expect(condition.strings).toEqual(
        readCsharp(conditionOf(plain)).strings.map((text) =>
          text === " s " ? ` ${bench.expected(scope)} ` : text === "r" ? bench.expected(role) : text,
        ),
      );
      expect(conditionOf(root!)).not.toMatch(/\{\{/);
      const header = elementsNamed(root!, "set-header")[0]!.children[0]!.text;
      expect(challenge(textOfValue(header)).scope).toBe(`api://${guid("a")}/${bench.expected(scope)}`);
    }),
    { numRuns: 250 },
  );
  expect(taken).toBeGreaterThan(10);
});

test("an identifier URI is a part of a word in the challenge and an audience, or is refused", () => {
  let count = 0;
  fc.assert(
    fc.property(nasty(bench.token), (text) => {
      const identifierUri = `api://${text}`;
      let resource: IAppRegistration | undefined;
      const id = `Resource${count++}`;
      if (refused(() => (resource = importedApi(bench.stack, id, { identifierUri, tokenVersion: 1 })))) return;
      const root = bench.jwt({ resource: resource! });
      expect(elementsNamed(root, "audience").map((audience) => textOfValue(audience.text))).toEqual([
        bench.expected(identifierUri),
        guid("a"),
      ]);
      const header = elementsNamed(root, "set-header")[0]!.children[0]!.text;
      expect(challenge(textOfValue(header)).scope).toBe(`${bench.expected(identifierUri)}/read`);
    }),
    RUNS,
  );
});

test("ids that are no GUIDs are refused, so that nothing comes in through them", () => {
  fc.assert(
    fc.property(nasty(""), (text) => {
      const stack = bench.stack;
      expect(refused(() => importedApi(stack, "Never", { clientId: text }))).toBe(true);
      expect(refused(() => Authority.publicCloud(text))).toBe(true);
      expect(refused(() => Authority.publicCloud(`${TENANT}${text || " "}`))).toBe(true);
      // A failed construct stays in the tree.
      stack.node.tryRemoveChild("Never");
    }),
    { numRuns: 100 },
  );
});

test("the name of a named value is one name, or is refused", () => {
  const vault = newVault(bench.stack);
  let count = 0;
  fc.assert(
    fc.property(nasty(bench.token), (namedValueName) => {
      const apim = newService(bench.stack, `Service${count}`);
      let ref: KeyVaultSecretRef | undefined;
      const make = (): void => {
        ref = new KeyVaultSecretRef(bench.stack, `Ref${count++}`, { apim, vault, secretName: "key", namedValueName });
      };
      let reference: PolicyValue | undefined;
      if (
        refused(() => {
          make();
          reference = ref!.reference;
        })
      ) {
        return;
      }
      const api = bench.api();
      ApimPolicy.of(api).addInbound(
        new PolicyElement("set-body", { children: [new PolicyText(reference!)] }),
        new PolicyElement("set-variable", { attributes: [{ name: "value", value: reference! }] }),
      );
      const root = bench.read(api);
      expect(elementsNamed(root, "set-body")[0]!.text).toBe(`{{${bench.expected(namedValueName)}}}`);
      expect(elementsNamed(root, "set-variable")[0]!.attributes.value).toBe(`{{${bench.expected(namedValueName)}}}`);
    }),
    RUNS,
  );
});

test("a comment ends where it is written to end, or is refused", () => {
  fc.assert(
    fc.property(nasty(""), (text) => {
      let comment: PolicyComment | undefined;
      try {
        comment = new PolicyComment(text);
      } catch {
        expect(text).toMatch(/--|-$/);
        return;
      }
      const api = bench.api();
      ApimPolicy.of(api).addOutbound(new PolicyElement("group", { children: [comment] }));
      const xml = asDeployed(ApimPolicy.of(api).render());
      const inside = /<group>\s*<!--([^]*?)-->\s*<\/group>/.exec(xml);
      expect(inside![1]).toBe(text.replace(/\r\n?/g, "\n"));
    }),
    RUNS,
  );
});

test("what is in the configuration is what is rendered", () => {
  const stack = newStack();
  const message = DANGEROUS.join("").replace(/<!--|-->/g, "");
  const target = new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders" });
  new JwtPolicy(stack, "Jwt", {
    target,
    resource: importedApi(stack),
    callers: Callers.users("read"),
    failedValidationErrorMessage: message,
  });
  const xml = String(resourceOf(synth(stack), "azurerm_api_management_api_policy").xml_content);
  expect(xml).toBe(ApimPolicy.of(target).render());
  const [validate] = elementsNamed(parseXml(asDeployed(xml)), "validate-jwt");
  expect(textOfValue(validate!.attributes["failed-validation-error-message"]!)).toBe(message);
  expect(Testing.synth(stack)).toBe(Testing.synth(stack));
});

test("a token with a hint in its name comes out whole", () => {
  const stack = newStack();
  const variable = new TerraformVariable(stack, "given", {});
  const token = Token.asString(variable.value, { displayHint: "a-hint.b" });
  const api = new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders" });
  const text = `{${token}}{{${token}@(`;
  ApimPolicy.of(api).addInbound(new PolicyElement("set-body", { children: [new PolicyText(PolicyValue.text(text))] }));
  const [body] = elementsNamed(parseXml(asDeployed(ApimPolicy.of(api).render())), "set-body");
  expect(textOfValue(body!.text)).toBe(`{${VALUE}}{{${VALUE}@(`);
});
