import {
  AuthenticationCertificate,
  CacheLookupValue,
  CachingType,
  Choose,
  Cors,
  EmitMetric,
  ExistsAction,
  ForwardRequest,
  HttpDataSource,
  IpFilter,
  IpFilterAction,
  LimitConcurrency,
  PolicyComment,
  PolicyElement,
  PolicyText,
  PolicyValue,
  PublishEvent,
  Quota,
  RateLimit,
  RateLimitByKey,
  RequestMode,
  Retry,
  ReturnResponse,
  SendRequest,
  SetHeader,
  SetStatus,
  SetVariable,
  ValidateClientCertificate,
  ValidateJwt,
  Wait,
  XslTransform,
  type ValidateJwtProps,
} from "../../../src/policy";
import { writePolicy } from "../../../src/policy/syntax/writer";

const jwt = (props: Partial<ValidateJwtProps>): ValidateJwt =>
  new ValidateJwt({ headerName: "Authorization", ...props });

describe("rules between props", () => {
  test("fails for none and for several of which exactly one is expected", () => {
    expect(() => new ValidateJwt({})).toThrow(
      "<validate-jwt> has none of headerName, queryParameterName and tokenValue; expected exactly one of them: give one",
    );
    expect(() => jwt({ tokenValue: "eyJ" })).toThrow(
      "<validate-jwt> has headerName and tokenValue; expected only one of headerName, queryParameterName and tokenValue: leave out the others",
    );
  });

  test("fails for several of which at most one is expected", () => {
    const both = { timeoutSeconds: 1, timeoutMilliseconds: 1 };

    expect(() => new ForwardRequest(both)).toThrow(
      "<forward-request> has timeoutSeconds and timeoutMilliseconds; expected only one of timeoutSeconds and timeoutMilliseconds: leave out the others",
    );
    expect(writePolicy(new ForwardRequest())).toBe("<forward-request />\n");
  });

  test("fails for none of which at least one is expected", () => {
    expect(() => new Quota({ renewalPeriodSeconds: 3600 })).toThrow(
      "<quota> has none of calls and bandwidthKilobytes; expected at least one of them: give one",
    );
    expect(() => new IpFilter({ action: IpFilterAction.ALLOW })).toThrow(
      "<ip-filter> has none of addresses and addressRanges; expected at least one of them: give one",
    );
    expect(() => new RateLimit({ calls: 1, renewalPeriodSeconds: 1, apis: [{ calls: 1 }] })).toThrow(
      "<api> has none of id and name; expected at least one of them: give one",
    );
  });

  test("fails for a part of what belongs together", () => {
    expect(() => jwt({ issuerSigningKeys: [{ n: "AQAB" }] })).toThrow(
      "<key> has only n; expected n and e together: give all of them, or none",
    );
    expect(() => new AuthenticationCertificate({ thumbprint: "0A", password: "p" })).toThrow(
      "<authentication-certificate> has password alone; expected body as well: give both, or none",
    );
    expect(
      () =>
        new ValidateClientCertificate({
          identities: [{ issuerCertificateId: "a", issuerThumbprint: "b" }],
        }),
    ).toThrow("expected only one of issuerCertificateId and issuerThumbprint");
  });

  test("fails for a new request without URL and method, and passes for a copy and for an unknown mode", () => {
    expect(() => new SendRequest({ responseVariableName: "r", url: "https://a" })).toThrow(
      '<send-request> has no method; expected url and method unless mode is "copy": give method',
    );
    for (const mode of [RequestMode.COPY, RequestMode.of(PolicyValue.namedValue("mode"))]) {
      const element = new SendRequest({ responseVariableName: "r", mode });
      expect(element.elements).toEqual([]);
    }
  });

  test("fails for a header without values, and passes when the header is deleted", () => {
    expect(() => new SetHeader({ name: "Server", values: [] })).toThrow(
      '<set-header> has no values; expected values unless existsAction is "delete": give values',
    );
    expect(writePolicy(new SetHeader({ name: "Server", existsAction: ExistsAction.DELETE }))).toBe(
      '<set-header name="Server" exists-action="delete" />\n',
    );
  });

  test("fails for an attribute of a list without the list", () => {
    const age = { preflightResultMaxAgeSeconds: 1 };

    expect(() => new Cors({ allowedOrigins: ["*"], ...age })).toThrow(
      "<cors> has preflightResultMaxAgeSeconds alone; expected allowedMethods as well: give allowedMethods, or leave out preflightResultMaxAgeSeconds",
    );
  });
});

describe("values", () => {
  test("fails for a literal that is not allowed, and suggests the nearest", () => {
    const action = ExistsAction.of("overide");

    expect(() => new SetHeader({ name: "a", existsAction: action, values: ["b"] })).toThrow(
      'attribute "exists-action" of <set-header> is "overide"; expected "override", "append", "skip", "delete"; did you mean "override"?',
    );
  });

  test("fails for a number outside the range or of another kind", () => {
    const limit = (period: number | PolicyValue): RateLimitByKey =>
      new RateLimitByKey({ calls: 1, counterKey: "k", renewalPeriodSeconds: period });

    expect(() => limit(301)).toThrow(
      'attribute "renewal-period" of <rate-limit-by-key> is "301"; expected a whole number from 1 to 300: change renewalPeriodSeconds',
    );
    expect(() => limit(1.5)).toThrow('is "1.5"; expected a whole number from 1 to 300');
    expect(() => limit(PolicyValue.text("one minute"))).toThrow(
      'is "one minute"; expected a whole number from 1 to 300',
    );
    expect(() => new Quota({ calls: 1, renewalPeriodSeconds: -1 })).toThrow('is "-1"; expected a whole number from 0');
  });

  test("fails for an expression where none is taken, and for text that only an expression can hold", () => {
    expect(() => new SetVariable({ name: "@(1)", value: "a" })).toThrow(
      'attribute "name" of <set-variable> is "@(1)"; expected a named value, or text without "{{", "@(" and "@{", because expressions are not evaluated here: change name',
    );
    expect(() => jwt({ issuerSigningKeys: [{ n: "{{n}}", e: "AQAB" }] })).toThrow(
      'attribute "n" of <key> is "{{n}}"; expected a named value, or text without "{{", "@(" and "@{", because expressions are not evaluated here: give PolicyValue.namedValue("n")',
    );
  });

  test("fails for an empty name of a variable that takes a token", () => {
    expect(() => jwt({ outputTokenVariableName: "" })).toThrow(
      'attribute "output-token-variable-name" of <validate-jwt> is ""; expected text that is not empty: change outputTokenVariableName',
    );
  });

  test("passes for values that are known only later", () => {
    const later = [
      PolicyValue.expression("1"),
      PolicyValue.block("return 1;"),
      PolicyValue.namedValue("n"),
      PolicyValue.text("${TfToken[TOKEN.1]}"),
    ];
    for (const value of later) {
      expect(new SetStatus({ code: value }).tryAttribute("code")).toBe(value);
      const header = new SetHeader({ name: "a", existsAction: ExistsAction.of(value), values: [value] });
      expect(header.tryAttribute("exists-action")).toBe(value);
    }
  });
});

describe("lists", () => {
  test("fails for an empty list that API Management would take for no check at all", () => {
    expect(() => jwt({ audiences: [] })).toThrow("<audiences> has 0 <audience>; expected at least 1: change audiences");
    expect(() => new Choose({ when: [] })).toThrow("<choose> has 0 <when>; expected at least 1: change when");
  });

  test("fails for a list that is too long", () => {
    const dimensions = Array.from({ length: 11 }, (_, index) => ({ name: `d${index}` }));

    expect(() => new EmitMetric({ name: "m", dimensions })).toThrow(
      "<emit-metric> has 11 <dimension>; expected at most 10: change dimensions",
    );
  });
});

describe("nesting", () => {
  const limit = (...statements: LimitConcurrency["children"]): LimitConcurrency =>
    new LimitConcurrency({ key: "k", maxCount: 1, statements });

  test("keeps policies, comments and elements that the catalog does not know", () => {
    const nodes = [new PolicyComment(" why "), new SetStatus({ code: 204 }), new PolicyElement("new-one")];

    expect(limit(...nodes).children).toEqual(nodes);
  });

  test("fails for text among policies", () => {
    expect(() => limit(new PolicyText("oops"))).toThrow(
      "statements of <limit-concurrency> contains text; expected policies and comments",
    );
  });

  test.each(["policies", "fragment", "inbound", "backend", "outbound", "on-error"])(
    "fails for <%s> inside a policy",
    (name) => {
      const element = new PolicyElement(name);

      expect(() => limit(element)).toThrow(`statements of <limit-concurrency> contains <${name}>; expected policies`);
      expect(
        () =>
          new Choose({ when: [{ condition: PolicyValue.expression("true"), statements: [] }], otherwise: [element] }),
      ).toThrow(`otherwise of <choose> contains <${name}>; expected policies`);
    },
  );

  test("fails for a policy of a GraphQL resolver inside a policy of a section", () => {
    expect(() => limit(new PublishEvent({ targets: [{ id: "a" }] }))).toThrow(
      "statements of <limit-concurrency> contains <publish-event>; expected policies that run in a section",
    );
    const source = new HttpDataSource({ httpRequest: { method: "GET", url: "https://a" } });
    expect(() => limit(source)).toThrow("contains <http-data-source>");
  });

  test("fails for a policy that <wait> does not run", () => {
    const lookup = new CacheLookupValue({ key: "k", variableName: "v", cachingType: CachingType.INTERNAL });

    expect(() => new Wait({ statements: [lookup, new SetStatus({ code: 204 })] })).toThrow(
      "statements of <wait> contains <set-status>; expected <choose>, <send-request>, <cache-lookup-value>",
    );
    expect(new Wait({ statements: [lookup] }).children).toEqual([lookup]);
  });

  test("fails for another element than the one that has a place", () => {
    expect(() => new XslTransform({ stylesheet: new PolicyElement("stylesheet") })).toThrow(
      "stylesheet of <xsl-transform> contains <stylesheet>; expected <xsl:stylesheet>: give an element of this name",
    );
    // To TypeScript a class without members of its own is the same as another one.
    const header: SetStatus = new SetHeader({ name: "a", values: ["b"] });
    expect(() => new ReturnResponse({ status: header })).toThrow(
      "status of <return-response> contains <set-header>; expected <set-status>",
    );
  });

  test("does not change with the array that it was made of", () => {
    const statements = [new ForwardRequest()];
    const retry = new Retry({
      condition: PolicyValue.expression("true"),
      count: 1,
      intervalSeconds: 0,
      statements,
    });

    statements.pop();

    expect(retry.elements).toHaveLength(1);
  });
});
