import { COMPLETE_EXPRESSION } from "../../../../src/policy/lint/rules/c-23-complete-expression";
import { ERROR, inbound, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const variable = (value: string): string => inbound(`<set-variable name="a" value="${value}" />`);

testRule(COMPLETE_EXPRESSION, {
  good: [
    { title: "an expression", text: variable("@(context.RequestId)") },
    { title: "a block that returns", text: variable("@{ if (a) { return 1; } return 2; }") },
    { title: "a block that only throws", text: variable('@{ throw new Exception("no"); }') },
    { title: "a block that ends with a brace", text: variable("@{ try { return 1; } catch { return 2; } }") },
    { title: "a comment after the last statement", text: variable("@{ return 1; /* done */ }") },
    {
      title: "a lambda with statements",
      text: variable("@(new[] { 1 }.Select(a => { var b = a; return b; }).First())"),
    },
    { title: "a new object with properties", text: variable("@(JsonConvert.SerializeObject(new { a = 1, b = 2 }))") },
    { title: "an assignment in a lambda", text: variable("@(list.Select(a => b = a).Last())") },
    { title: "JSON that is changed", text: variable('@(context.Request.Body.As<JObject>(true)["a"] = 1)') },
    { title: "a semicolon in a string", text: variable('@("a; return = b")') },
    { title: "comparisons", text: inbound(when("@(a == 1 && b != 2 && c >= 3 && d <= 4)")) },
    { title: "a named value that may hold the statements", text: variable("@{ {{code}} }") },
    { title: "a value of Terraform that may hold the statements", text: variable("@{ ${code} }") },
    {
      title: "locals and a flag in a block",
      text: variable("@{ var a = true; a = false; if (a) { a = true; } return a; }"),
    },
    { title: "no expression", text: variable("me@example.com") },
  ],
  bad: [
    ...["@()", "@( )", "@(/* later */)", "@{}", "@{ }", "@{ // later\n }"].map((value) => ({
      title: `nothing in ${JSON.stringify(value)}`,
      text: variable(value),
      severity: ERROR,
      message: /^the expression is empty; expected /,
    })),
    {
      title: "no return",
      text: variable("@{ var x = 1; }"),
      severity: ERROR,
      message: /^the statements of @\{…\} return nothing; expected/,
      path: "inbound/set-variable",
    },
    {
      title: "a return without a value",
      text: variable("@{ return; }"),
      severity: ERROR,
      message: /return without a value/,
    },
    { title: "an expression in braces", text: variable('@{ "a" }'), severity: ERROR, message: /return nothing/ },
    { title: "a return in a comment", text: variable("@{ // return 1;\n }"), severity: ERROR, message: /is empty/ },
    {
      title: "a last statement without a semicolon",
      text: variable("@{ return 1 }"),
      severity: ERROR,
      message: /^the last statement of @\{…\} does not end; expected ";"/,
    },
    { title: "a semicolon in @(…)", text: variable("@(1;)"), severity: ERROR, message: /holds a statement/ },
    { title: "a return in @(…)", text: variable("@(return 1)"), severity: ERROR, message: /holds a statement/ },
    {
      title: "an assignment in a condition",
      text: inbound(when("@(context.Response.StatusCode = 429)")),
      severity: ERROR,
      message: /^the expression assigns with "="; expected a comparison/,
      fix: /==/,
    },
    {
      title: "an assignment to a variable that is cast",
      text: inbound(when('@(a && ((string)context.Variables["a"]) = "b")')),
      severity: ERROR,
      message: /assigns/,
    },
    {
      title: "an assignment to what a call gives",
      text: variable('@(context.Request.Headers.GetValueOrDefault("a", "") = "b")'),
      severity: ERROR,
      message: /assigns/,
    },
    {
      title: "an assignment to a variable",
      text: variable('@(context.Variables["a"] = "b")'),
      severity: ERROR,
      message: /assigns/,
    },
    {
      title: "an assignment to a member of the context",
      text: variable('@(context.Request.Method = "GET")'),
      severity: ERROR,
      message: /assigns/,
    },
    {
      title: "a test of an if that assigns a string",
      text: variable('@{ if (role = "admin") { return 1; } return 2; }'),
      severity: ERROR,
      message: /^the test of an if assigns with "="; expected/,
    },
    {
      title: "a test of an if that assigns true",
      text: variable("@{ var a = false; if (a = true) { return 1; } return 2; }"),
      severity: WARNING,
      message: /so it decides nothing; expected/,
    },
  ],
});
