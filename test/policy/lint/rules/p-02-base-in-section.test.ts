import { BASE_IN_SECTION } from "../../../../src/policy/lint/rules/p-02-base-in-section";
import { PolicyScope } from "../../../../src/policy/model/section";
import { inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(BASE_IN_SECTION, {
  good: [
    { title: "every section inherits", text: inbound("") },
    {
      title: "a backend that sends the request itself",
      text: "<policies><inbound><base /></inbound><backend><retry condition='false' count='1' interval='1'><forward-request /></retry></backend></policies>",
    },
    {
      title: "the document of the service",
      text: "<policies><inbound /><backend><forward-request /></backend></policies>",
      options: { scope: PolicyScope.GLOBAL },
    },
    { title: "what may be the document of the service", text: "<policies><inbound /><outbound /></policies>" },
    { title: "a fragment", text: "<fragment><set-method>GET</set-method></fragment>" },
  ],
  bad: [
    {
      title: "a section that does not inherit",
      text: "<policies><inbound><set-method>GET</set-method></inbound><outbound><base /></outbound></policies>",
      severity: WARNING,
      message: /^<inbound> has no <base \/>; expected it/,
      path: "inbound",
    },
    {
      title: "a backend that does nothing",
      text: "<policies><inbound><base /></inbound><backend /></policies>",
      severity: WARNING,
      message: /^<backend> has no <base \/>/,
    },
    {
      title: "a section of an API that inherits nothing anywhere",
      text: "<policies><inbound /></policies>",
      options: { scope: PolicyScope.API },
      severity: WARNING,
      message: /^<inbound>/,
    },
  ],
});
