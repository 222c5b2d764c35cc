import { fc } from "../../support/fast-check";
import { type TerraformStack } from "cdktf";
import { Api, ApimPolicy, Callers, type IApi, JwtPolicy, RawPolicy } from "cdktf-apim-oauth";
import {
  CheckHeader,
  Cors,
  ForwardRequest,
  IpFilter,
  IpFilterAction,
  PolicyComment,
  PolicyDocument,
  PolicyElement,
  PolicySection,
  PolicyValue,
  RateLimitByKey,
  SetHeader,
  SetVariable,
  type PolicyNode,
} from "cdktf-apim-oauth/policy";
import { OPEN, newOrders, newService, newStack, synth, warningsIn } from "../../support/synth";

let stack: TerraformStack;
let api: IApi;

beforeEach(() => {
  stack = newStack();
  api = new Api(stack, "Orders", { ...OPEN, apim: newService(stack), path: "orders" });
});

function attach(text: string): PolicyDocument {
  const document = PolicyDocument.parse(text);
  new RawPolicy(stack, "Raw", { target: api, document });
  return document;
}

function protect(): void {
  const resource = newOrders(stack, "Registration");
  new JwtPolicy(stack, "Jwt", { target: api, resource, callers: Callers.applications("Orders.Read") });
}

const rendered = (): PolicyDocument => PolicyDocument.parse(ApimPolicy.of(api).render());

/** What a section holds: the names of its elements, and its comments. */
function outline(document: PolicyDocument, section: PolicySection): string[] | undefined {
  return document
    .trySection(section)
    ?.map((node) => (node instanceof PolicyElement ? node.name : `<!--${(node as PolicyComment).text}-->`));
}

const text = (value: string): PolicyValue => PolicyValue.text(value);

describe("a template of Terraform", () => {
  const TEMPLATE = `<policies>
    <inbound>
      <base />
      <validate-jwt header-name="Authorization" require-scheme="Bearer" failed-validation-error-message="Unauthorized">
        <openid-config url="\${openid_url}" />
        <audiences><audience>\${audience}</audience></audiences>
        <issuers><issuer>\${issuer_url}</issuer></issuers>
        <required-claims><claim name="roles" match="any"><value>Orders.Read</value></claim></required-claims>
      </validate-jwt>
    </inbound>
    <backend><base /></backend>
    <outbound><base /></outbound>
    <on-error><base /></on-error>
  </policies>`;
  const placesIn = (root: TerraformStack): string[] =>
    warningsIn(root).flatMap((warning) => /P-29 .* holds "([^"]*)"/.exec(warning)?.[1] ?? []);

  test("that was not filled has a warning for each of its places", () => {
    attach(TEMPLATE);
    synth(stack);

    expect(placesIn(stack).sort()).toEqual(["${audience}", "${issuer_url}", "${openid_url}"]);
  });

  test("that was filled is the policy, with values that are known only at deployment", () => {
    const orders = newOrders(stack, "Registration");
    attach(
      TEMPLATE.replace("${openid_url}", orders.metadataUrl)
        .replace("${audience}", orders.clientId)
        .replace("${issuer_url}", orders.issuers[0]!),
    );
    synth(stack);

    expect(placesIn(stack)).toEqual([]);
    expect(warningsIn(stack).join("\n")).not.toMatch(/ P-0[4-9] | P-28 /);
  });
});

describe("a document that is attached", () => {
  test("is the policy of its target, as it was read", () => {
    const document = attach(`<policies>
      <!-- by hand -->
      <inbound><base/><set-header exists-action="append" name='X-A'><value>@(context.RequestId.ToString())</value></set-header></inbound>
    </policies>`);

    expect(ApimPolicy.of(api).render()).toBe(document.render());
  });

  test("is extended by statements of every phase, each where it is safe", () => {
    attach(`<policies>
      <inbound>
        <base/>
        <!-- which tenant -->
        <set-header name="X-Tenant"><value>a</value></set-header>
        <rewrite-uri template="/v1"/>
      </inbound>
    </policies>`);
    const policy = ApimPolicy.of(api);

    policy.addInbound(
      new SetVariable({ name: "late", value: text("1") }),
      new RateLimitByKey({
        calls: 10,
        renewalPeriodSeconds: 60,
        counterKey: PolicyValue.expression("context.Request.IpAddress"),
      }),
      new IpFilter({ action: IpFilterAction.of(text("allow")), addresses: [text("10.0.0.1")] }),
      new Cors({ allowedOrigins: [text("https://contoso.com")] }),
    );
    protect();

    expect(outline(rendered(), PolicySection.INBOUND)).toEqual([
      "cors",
      "base",
      "ip-filter",
      "validate-jwt",
      "choose",
      "rate-limit-by-key",
      "<!-- which tenant -->",
      "set-header",
      "rewrite-uri",
      "set-variable",
    ]);
  });

  test("is checked after its own cors and base, where it only prepares the request before them", () => {
    attach(`<policies>
      <inbound>
        <!-- where to -->
        <set-variable name="region" value="eu"/>
        <set-backend-service base-url="https://eu.contoso.com"/>
        <cors><allowed-origins><origin>https://contoso.com</origin></allowed-origins></cors>
        <base/>
        <!-- for the backend -->
        <set-header name="X-Region"><value>eu</value></set-header>
      </inbound>
    </policies>`);
    protect();

    expect(outline(rendered(), PolicySection.INBOUND)).toEqual([
      "<!-- where to -->",
      "set-variable",
      "set-backend-service",
      "cors",
      "base",
      "validate-jwt",
      "choose",
      "<!-- for the backend -->",
      "set-header",
    ]);
  });

  test.each([
    "return-response",
    "send-request",
    "cache-lookup",
    "mock-response",
    "set-header",
    "newer-than-the-catalog",
  ])("is checked before a %s, even where its own base comes later", (name) => {
    attach(`<policies><inbound><set-variable name="a" value="b"/><${name}/><base/></inbound></policies>`);
    protect();

    expect(outline(rendered(), PolicySection.INBOUND)).toEqual([
      "validate-jwt",
      "choose",
      "set-variable",
      name,
      "base",
    ]);
  });

  test("gets a section that it lacks only when something is added to it, without the statements of broader scopes", () => {
    attach("<policies><inbound><base/></inbound></policies>");
    protect();
    ApimPolicy.of(api).addBackend(new ForwardRequest());

    expect(outline(rendered(), PolicySection.ON_ERROR)).toEqual(["choose"]);
    expect(outline(rendered(), PolicySection.BACKEND)).toEqual(["forward-request"]);
    expect(outline(rendered(), PolicySection.OUTBOUND)).toBeUndefined();
  });

  test("keeps its own statements and comments, in their order, each comment above its statement", () => {
    const own = fc.constantFrom(
      "<base/>",
      "<cors><allowed-origins><origin>*</origin></allowed-origins></cors>",
      '<check-header name="A" failed-check-httpcode="401" failed-check-error-message="no" ignore-case="true"/>',
      "<validate-jwt header-name='Authorization'/>",
      '<rate-limit calls="1" renewal-period="1"/>',
      '<set-variable name="a" value="@(1 < 2)"/>',
      "<return-response/>",
      "<!-- one -->",
      "<!--two-->",
    );
    const added = fc.constantFrom(
      new Cors({ allowedOrigins: [text("*")] }),
      new CheckHeader({
        name: text("B"),
        failedCheckHttpcode: 401,
        failedCheckErrorMessage: text("no"),
        ignoreCase: true,
      }),
      new SetHeader({ name: text("B"), values: [text("b")] }),
      new PolicyElement("validate-azure-ad-token"),
      new PolicyElement("newer-than-the-catalog"),
    );
    fc.assert(
      fc.property(fc.array(own, { maxLength: 8 }), fc.array(added, { maxLength: 5 }), (before, statements) => {
        const scope = newStack();
        const apim = newService(scope);
        const document = PolicyDocument.parse(`<policies><inbound>${before.join("\n")}</inbound></policies>`);
        new RawPolicy(scope, "Raw", { target: apim, document });

        ApimPolicy.of(apim).addInbound(...statements);

        const inbound = PolicyDocument.parse(ApimPolicy.of(apim).render()).trySection(PolicySection.INBOUND)!;
        const written = inbound.map(write);
        const ours = statements.map(write);
        expect([...written].sort()).toEqual(
          [...document.trySection(PolicySection.INBOUND)!.map(write), ...ours].sort(),
        );
        const theirs = document.trySection(PolicySection.INBOUND)!;
        let index = 0;
        for (const node of inbound) if (index < theirs.length && write(node) === write(theirs[index]!)) index++;
        expect(index).toBe(theirs.length);
        theirs.forEach((node, place) => {
          const next = theirs[place + 1];
          if (!(node instanceof PolicyComment) || next === undefined) return;
          // Two comments with the same text may stand for each other.
          const follows = written.filter((_, at) => written[at - 1] === write(node));
          expect(follows).toContain(write(next));
        });
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

/** A node as text. */
function write(node: PolicyNode): string {
  return PolicyDocument.fromRoot(new PolicyElement("x", { children: [node] })).render();
}

describe("errors", () => {
  test("fails at synthesis for a document that was read from broken text, with the place and what to do", () => {
    attach('<policies>\n  <inbound>\n    <set-variable name="a" value="@(b"/>\n  </inbound>\n</policies>');
    expect(() => synth(stack)).toThrow(
      /\[Stack\/Orders\/Policy\] C-16 .*\(line 3, column \d+\): the expression .+ does not close; expected balanced brackets.+: check the C#/,
    );
  });

  test("fails with all of several problems", () => {
    attach("<policies><inbound><base></inbound><outbound><base></outbound></policies>");
    expect(() => synth(stack)).toThrow(/C-16 .*column 20\)[^]*C-16 .*column 46\)/);
  });

  test("fails for a fragment and says what to do with it", () => {
    expect(() => attach("<fragment><set-variable name='a' value='b'/></fragment>")).toThrow(
      "Stack/Raw: the root of the document is <fragment>; expected <policies>: create a PolicyFragment from the document, and include it",
    );
  });

  test("fails for the resolver of a GraphQL field", () => {
    expect(() => attach("<http-data-source/>")).toThrow(
      "Stack/Raw: the root of the document is <http-data-source>; expected <policies>: give a document with sections",
    );
  });

  test("leaves the target free after a document that is refused", () => {
    expect(() => attach("<fragment/>")).toThrow("create a PolicyFragment");
    stack.node.tryRemoveChild("Raw");

    const document = attach("<policies><inbound><base/></inbound></policies>");

    expect(ApimPolicy.of(api).render()).toBe(document.render());
  });
});
