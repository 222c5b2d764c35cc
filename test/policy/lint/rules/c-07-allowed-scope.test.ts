import { ALLOWED_SCOPE } from "../../../../src/policy/lint/rules/c-07-allowed-scope";
import { PolicyScope } from "../../../../src/policy/model/section";
import { ERROR, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(ALLOWED_SCOPE, {
  good: [
    {
      title: "a policy at its scope",
      text: inbound('<rate-limit calls="1" renewal-period="1" />'),
      options: { scope: PolicyScope.API },
    },
    { title: "a policy at a scope that is not known", text: inbound('<quota calls="1" renewal-period="1" />') },
    { title: "a policy whose scopes are not known", text: inbound("<block />"), options: { scope: PolicyScope.API } },
  ],
  bad: [
    {
      title: "a quota of an API",
      text: inbound('<quota calls="1" renewal-period="1" />'),
      options: { scope: PolicyScope.API },
      severity: ERROR,
      message: /^<quota> is not allowed at scope api; expected product$/,
    },
    {
      title: "a base of the service",
      text: "<policies><inbound><base /></inbound></policies>",
      options: { scope: PolicyScope.GLOBAL },
      severity: WARNING,
      message: /^<base> is not allowed at scope global/,
      fix: /^remove it: there is no broader scope/,
    },
    {
      title: "a policy that the page does not name for workspaces",
      text: inbound('<log-to-eventhub logger-id="a">b</log-to-eventhub>'),
      options: { scope: PolicyScope.WORKSPACE },
      severity: WARNING,
      message: /scope workspace/,
    },
  ],
});
