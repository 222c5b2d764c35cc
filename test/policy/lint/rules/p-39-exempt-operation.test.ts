import { EXEMPT_OPERATION } from "../../../../src/policy/lint/rules/p-39-exempt-operation";
import { checked, inbound, jwt, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const READ = '((Jwt)context.Variables["jwt"]).Subject';
const limit = (key: string): string => `<rate-limit-by-key calls="1" renewal-period="1" counter-key='@(${key})' />`;
const exempting = (inside = ""): string => when('@(context.Operation.Id != "health")', jwt() + inside);

testRule(EXEMPT_OPERATION, {
  good: [
    { title: "a check of every operation", text: checked({}, limit(READ)) },
    { title: "a read in the branch of the check", text: inbound(exempting(limit(READ))) },
    { title: "a read of something else", text: inbound(exempting() + limit("context.Request.IpAddress")) },
    {
      title: "a read in a branch that asks for the variable",
      text: inbound(exempting() + when('@(context.Variables.ContainsKey("jwt"))', limit(READ))),
    },
    {
      title: "a read that asks for the variable itself",
      text: inbound(exempting() + limit(`context.Variables.ContainsKey("jwt") ? ${READ} : context.Request.IpAddress`)),
    },
    {
      title: "a read with a default",
      text: inbound(exempting() + limit('context.Variables.GetValueOrDefault<Jwt>("jwt")?.Subject ?? "anonymous"')),
    },
    {
      title: "a check in a branch that depends on something else",
      text: inbound(when('@(context.Request.Method == "GET")', jwt()) + limit(READ)),
    },
  ],
  bad: [
    {
      title: "a limit for all operations",
      text: inbound(exempting() + limit(READ)),
      severity: WARNING,
      message:
        /^<rate-limit-by-key> reads the variable "jwt", which is not set for the operations that inbound\/choose\[1\]\/when\[1\] lets through/,
      path: "inbound/rate-limit-by-key",
    },
    {
      title: "a header in another section",
      text: inbound(exempting()).replace(
        "<outbound>",
        `<outbound><set-header name="X-Caller" exists-action="override"><value>@(${READ})</value></set-header>`,
      ),
      severity: WARNING,
      message: /^<value> reads the variable/,
    },
  ],
});
