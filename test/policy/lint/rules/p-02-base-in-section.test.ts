import { BASE_IN_SECTION } from "../../../../src/policy/lint/rules/p-02-base-in-section";
import { PolicyScope, SECTION_ORDER } from "../../../../src/policy/model/section";
import { checkRule, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const BASE = "<base />";
const ANSWER = '<return-response><set-status code="200" /><set-body>{}</set-body></return-response>';

/** A document whose sections inherit, except for what is given. Undefined leaves a section out. */
function sections(changed: Readonly<Record<string, string | undefined>>): string {
  const contents = Object.entries({
    ...Object.fromEntries(SECTION_ORDER.map((name) => [name as string, BASE])),
    ...changed,
  });
  const written = contents.map(([name, content]) => (content === undefined ? "" : `<${name}>${content}</${name}>`));
  return `<policies>${written.join("")}</policies>`;
}

testRule(BASE_IN_SECTION, {
  good: [
    { title: "every section inherits", text: inbound("") },
    {
      title: "a backend that sends the request itself",
      text: sections({ backend: "<retry condition='false' count='1' interval='1'><forward-request /></retry>" }),
    },
    {
      title: "the document of the service",
      text: "<policies><inbound /><backend><forward-request /></backend></policies>",
      options: { scope: PolicyScope.GLOBAL },
    },
    { title: "what may be the document of the service", text: "<policies><inbound /><outbound /></policies>" },
    { title: "a fragment", text: "<fragment><set-method>GET</set-method></fragment>" },
    {
      title: "an operation that answers itself",
      text: `<policies><inbound>${ANSWER}</inbound></policies>`,
      options: { scope: PolicyScope.OPERATION },
    },
    {
      title: "a document that answers every request in one of two ways",
      text: sections({
        inbound: `<choose><when condition="true">${ANSWER}</when><otherwise><mock-response /></otherwise></choose>`,
        backend: "",
      }),
    },
  ],
  bad: [
    {
      title: "a section that does not inherit",
      text: sections({ inbound: "<set-method>GET</set-method>" }),
      severity: WARNING,
      message: /^<inbound> has no <base \/>; expected it/,
      path: "inbound",
    },
    {
      title: "a backend that does nothing",
      text: sections({ backend: "" }),
      severity: WARNING,
      message: /^<backend> has no <base \/>/,
    },
    {
      title: "a document that answers some requests itself",
      text: sections({ inbound: `<choose><when condition="true">${ANSWER}</when></choose>` }),
      severity: WARNING,
      message: /^<inbound> has no <base \/>/,
    },
    {
      title: "an answer after the statements of broader scopes, and a section without them",
      text: sections({ inbound: `<base />${ANSWER}`, outbound: "" }),
      severity: WARNING,
      message: /^<outbound> has no <base \/>/,
    },
    {
      title: "a section of an API that inherits nothing",
      text: sections({ inbound: "" }),
      options: { scope: PolicyScope.API },
      severity: WARNING,
      message: /^<inbound>/,
    },
    ...SECTION_ORDER.map((name) => ({
      title: `a document without ${name}`,
      text: sections({ [name]: undefined }),
      severity: WARNING,
      message: new RegExp(`^there is no <${name}>, and nothing says`),
      path: "policies",
    })),
    {
      title: "a document without sections",
      text: "<policies />",
      severity: WARNING,
      message: /^there is no <inbound>, <backend>, <outbound>, <on-error>, and nothing says whether/,
      fix: /^add <inbound><base \/><\/inbound><backend>/,
    },
    {
      title: "a document of an API with one section",
      text: "<policies><inbound><base /></inbound></policies>",
      options: { scope: PolicyScope.API },
      severity: WARNING,
      message: /^there is no <backend>, <outbound>, <on-error>, and nothing says/,
    },
  ],
});

test("finds every section of an API that inherits nothing anywhere", () => {
  const text = "<policies><inbound /><backend /><outbound /><on-error /></policies>";
  const findings = checkRule("P-02", text, { scope: PolicyScope.API });

  expect(findings.map(({ path }) => path)).toEqual(SECTION_ORDER);
});
