import { PATH_PARAMETER } from "../../../../src/policy/lint/rules/p-38-path-parameter";
import { PolicyScope } from "../../../../src/policy/model/section";
import { inbound, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const read = (code: string): string => `<set-variable name="a" value="@(context.Request.MatchedParameters${code})" />`;
const options = { scope: PolicyScope.OPERATION, pathParameters: ["id", "rest"] };

testRule(PATH_PARAMETER, {
  good: [
    {
      title: "the parameters of the URL",
      text: inbound(
        `<rewrite-uri template="/{id}/{*rest}?a={id}" />${read('["id"]')}${read('.GetValueOrDefault("rest", "")')}`,
      ),
      options,
    },
    {
      title: "any name, when the operation is not known",
      text: inbound(`<rewrite-uri template="/{a}" />${read('["a"]')}`),
    },
    {
      title: "a template that is known only later",
      text: inbound(
        '<rewrite-uri template="{{path}}/x" /><rewrite-uri template="@($"/{context.Request.MatchedParameters["id"]}")" />',
      ),
      options,
    },
    {
      title: "names in comments and strings, and computed names",
      text: inbound(
        `<set-variable name="a" value="@("MatchedParameters[]" /* context.Request.MatchedParameters["x"] */)" />${read('[(string)context.Variables["name"]]')}`,
      ),
      options,
    },
    {
      title: "a parameter of one operation of the API",
      text: inbound(when('@(context.Request.MatchedParameters.ContainsKey("id"))')),
      options: { scope: PolicyScope.API, pathParameters: ["id"] },
    },
  ],
  bad: [
    {
      title: "a name that the URL does not have, once",
      text: inbound(`${read('["orderId"]')}${read('["orderId"]')}`),
      options: { scope: PolicyScope.OPERATION, pathParameters: ["id"] },
      severity: WARNING,
      message: /^the URL template of the operation does not have the path parameter "orderId"; expected one of "id"$/,
      fix: /^add it to the URL template, or correct the name$/,
      path: "inbound/set-variable[1]",
    },
    {
      title: "a slip of the pen in a template",
      text: inbound('<rewrite-uri template="/orders/{orderid}" copy-unmatched-params="false" />'),
      options: { scope: PolicyScope.OPERATION, pathParameters: ["orderId"] },
      severity: WARNING,
      message: /"orderid"/,
      fix: /^use "orderId", if that is meant$/,
    },
    {
      title: "a parameter of a URL without any",
      text: inbound('<rewrite-uri template="/orders/{id}" />'),
      options: { scope: PolicyScope.OPERATION, pathParameters: [] },
      severity: WARNING,
      message: /expected none, because the URL has no parameters$/,
    },
    {
      title: "a parameter of no operation, with a default",
      text: inbound(read('.GetValueOrDefault("order", "")')),
      options: { scope: PolicyScope.API, pathParameters: ["id"] },
      severity: WARNING,
      message: /^no operation of the API has the path parameter "order"; expected one of "id"$/,
    },
    {
      title: "a guard that never holds",
      text: inbound(when('@(context.Request.MatchedParameters.TryGetValue(@"customer", out var id))')),
      options,
      severity: WARNING,
      message: /"customer"/,
    },
    {
      title: "a Liquid template",
      text: inbound('<set-body template="liquid">{{context.Request.MatchedParameters["order"]}}</set-body>'),
      options,
      severity: WARNING,
      message: /"order"/,
    },
  ],
});
