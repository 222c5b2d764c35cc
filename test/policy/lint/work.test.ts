import { workOf } from "../../support/policy/work";
import { PolicyDocument, PolicyLint } from "../../../src/policy";
import { inbound } from "../../support/policy/lint";

describe("a large document", () => {
  /** The work to check a document of so many statements. */
  const work = (statement: (index: number) => string, count: number): number => {
    const text = inbound(Array.from({ length: count }, (_, index) => statement(index)).join(""));
    const document = PolicyDocument.parse(text);
    return workOf(() => PolicyLint.check(document));
  };

  // Eight times the statements are eight times the work. If the work were quadratic, it would be sixty-four times as much.
  test.each<[string, (index: number) => string]>([
    ["good statements", () => '<set-header name="A"><value>@("eyJ-eyJ-eyJ")</value></set-header>'],
    ["unknown elements", (index) => `<unknown-${index} />`],
    ["wrong values", () => '<set-header name="A" exists-action="no"><value>a</value></set-header>'],
    ["token checks", (index) => `<validate-jwt header-name="A${index}" />`],
    ["suppressions", (index) => `<!-- allow challenge, unknown-${index}: why --><set-method>GET</set-method>`],
  ])("of %s takes work in proportion to its length", (_, statement) => {
    const ratio = work(statement, 2400) / work(statement, 300);

    expect(ratio).toBeLessThan(12);
  });

  // Rules that ask which statements run before or after others.
  test.each<[string, (count: number) => string]>([
    ["checks before what is nested", (count) => nest(count, `${tokenCheck("a")}<choose><when condition="@(a)">`)],
    ["checks around what is nested", (count) => nest(count, `<choose>${READING}`, tokenCheck("a"))],
    ["tokens in code", (count) => when(`${"x.AsJwt().y || ".repeat(count)}z`)],
    [
      "reads before checks",
      (count) => repeat(count, () => SENDING) + repeat(count, (index) => tokenCheck(`b${index}`)),
    ],
    [
      "limits in another branch than checks",
      (count) =>
        branches(
          repeat(count, () => LIMIT),
          repeat(count, tokenCheck),
        ),
    ],
    ["lookups in another branch than checks", (count) => branches(repeat(count, lookup), repeat(count, tokenCheck))],
    ["cors in another branch than checks", (count) => branches(repeat(count, cors), repeat(count, tokenCheck))],
    [
      "checks and conditions",
      (count) => repeat(count, (index) => tokenCheck(index) + `<choose>${READING}</when></choose>`),
    ],
    [
      "operations in a condition",
      (count) => when(`${'(context.Operation.Id == "a" || '.repeat(count)}true${")".repeat(count)}`),
    ],
    ["searches in code", (count) => when(`${"x.Claims.Any(y => y.Contains(".repeat(count)}"a"${"))".repeat(count)}`)],
  ])("of %s takes work in proportion to its length", (_, body) => {
    const documents = [200, 1600].map((count) => PolicyDocument.parse(inbound(body(count))));
    const [short, long] = documents.map((document) => workOf(() => PolicyLint.check(document)));

    expect(long! / short!).toBeLessThan(12);
  });
});

const READING = `<when condition='@(((Jwt)context.Variables["a"]).Claims["roles"].Contains("b"))'>`;
const SENDING = `<set-header name="A"><value>@(((Jwt)context.Variables["b"]).Subject)</value></set-header>`;
const LIMIT = `<rate-limit-by-key calls="1" renewal-period="5" counter-key='@(((Jwt)context.Variables["b1"]).Subject)' />`;

function tokenCheck(variable: string | number): string {
  return `<validate-jwt header-name="Authorization" output-token-variable-name="${variable}" />`;
}

function lookup(index: number): string {
  return `<cache-lookup allow-private-response-caching="true"><vary-by-header>A${index}</vary-by-header></cache-lookup>`;
}

function cors(): string {
  return "<cors><allowed-headers><header>A</header></allowed-headers></cors>";
}

function repeat(count: number, statement: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => statement(index)).join("");
}

function branches(...bodies: string[]): string {
  return `<choose>${bodies.map((body) => `<when condition="@(a)">${body}</when>`).join("")}</choose>`;
}

function nest(count: number, start: string, inner = ""): string {
  return start.repeat(count) + inner + "</when></choose>".repeat(count);
}

function when(condition: string): string {
  return `<choose><when condition='@(${condition})'>${tokenCheck("a")}</when></choose>`;
}
