import { PolicyScope } from "../../../../src/policy/model/section";
import { DECLARED_REFERENCE } from "../../../../src/policy/lint/rules/c-14-declared-reference";
import { ERROR, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(DECLARED_REFERENCE, {
  good: [
    {
      title: "what is declared",
      text: inbound(
        '<include-fragment fragment-id="a" /><set-backend-service backend-id="b" /><set-variable name="x" value="@("{{Some.Name-1}}" + 1)" />',
      ),
      options: { namedValues: ["some.name-1"], fragments: ["a"], backends: ["b"] },
    },
    { title: "anything, when nothing is known", text: inbound('<include-fragment fragment-id="{{a}}" />') },
    {
      title: "braces of a Liquid template, a comment and the backend of Dapr",
      text: inbound(
        '<set-body template="liquid">{{body.name}}</set-body><!-- {{a}} --><set-backend-service backend-id="dapr" dapr-app-id="a" />',
      ),
      options: { namedValues: [], backends: [] },
    },
    {
      title: "an id in other letter case",
      text: inbound('<include-fragment fragment-id="Trace" /><set-backend-service backend-id="ORDERS" />'),
      options: { fragments: ["trace"], backends: ["orders"] },
    },
    {
      title: "an id that is known only later",
      text: inbound('<set-backend-service backend-id="@(context.Api.Id)" />'),
      options: { backends: [] },
    },
  ],
  bad: [
    {
      title: "a named value that is not declared, once",
      text: inbound(
        '<set-variable name="a" value="{{orders-kay}}{{orders-kay}}" /><set-variable name="b" value="{{orders-kay}}" />',
      ),
      options: { namedValues: ["orders-key"] },
      severity: ERROR,
      message: /^the named value "orders-kay" is not declared; expected one of the service$/,
      fix: /^use "orders-key", if that is meant, or create it$/,
      path: "inbound/set-variable[1]",
    },
    {
      title: "a named value of the service in the policy of a workspace",
      text: inbound("<set-body>{{secret}}</set-body>"),
      options: { namedValues: [], isPartOfService: true, scope: PolicyScope.WORKSPACE },
      severity: WARNING,
      message: /^the named value "secret" is not declared; expected one of the workspace$/,
      fix: /^make it in the workspace, with AzAPI or in the portal/,
    },
    {
      title: "a named value in a body",
      text: inbound("<set-body><a><b>{{secret}}</b></a></set-body>"),
      options: { namedValues: [] },
      severity: ERROR,
      message: /"secret"/,
    },
    {
      title: "a fragment that is not declared",
      text: inbound('<include-fragment fragment-id="a" />'),
      options: { fragments: [] },
      severity: ERROR,
      message: /^the fragment "a" is not declared/,
    },
    {
      title: "a backend that is not declared",
      text: inbound(
        '<llm-semantic-cache-lookup score-threshold="0.1" embeddings-backend-id="a" embeddings-backend-auth="system-assigned" />',
      ),
      options: { backends: ["b"] },
      severity: ERROR,
      message: /^the backend "a" is not declared/,
    },
    {
      title: "a named value that a program does not declare",
      text: inbound('<set-variable name="a" value="{{orders-key}}" />'),
      options: { namedValues: [], isPartOfService: true },
      severity: WARNING,
      message: /^the named value "orders-key" is not declared; expected one of the service$/,
      fix: /^declare it with NamedValue\.fromName\(scope, id, \{ apim, displayName: "orders-key" \}\), or correct the name$/,
    },
    {
      title: "a fragment that a program does not declare",
      text: inbound('<include-fragment fragment-id="trase" />'),
      options: { fragments: ["trace"], isPartOfService: true },
      severity: WARNING,
      message: /"trase"/,
      fix: /^use "trace", if that is meant, or declare it with PolicyFragment\.fromName\(scope, id, \{ apim, name: "trase" \}\)$/,
    },
  ],
});
