import { TOKEN_IN_LOG } from "../../../../src/policy/lint/rules/p-23-token-in-log";
import { checked, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(TOKEN_IN_LOG, {
  good: [
    {
      title: "all headers but the token",
      text: inbound(
        '<log-to-eventhub logger-id="a">@(string.Join(",", context.Request.Headers.Where(h => h.Key != "Authorization").Select(h => h.Key)))</log-to-eventhub>',
      ),
    },
    {
      title: "a claim in a log",
      text: checked({}, '<trace source="a"><message>@(((Jwt)context.Variables["jwt"]).Id)</message></trace>'),
    },
    {
      title: "the token in a header",
      text: inbound(
        '<set-header name="X"><value>@(context.Request.Headers.GetValueOrDefault("Authorization"))</value></set-header>',
      ),
    },
  ],
  bad: [
    {
      title: "the key of a subscription in a trace",
      text: inbound(
        '<trace source="orders"><message>@(context.Request.Headers.GetValueOrDefault("Ocp-Apim-Subscription-Key",""))</message></trace>',
      ),
      severity: WARNING,
      message: /^<trace> writes the Ocp-Apim-Subscription-Key header to a log; expected no key there$/,
      fix: /^log context\.Subscription\.Id$/,
    },
    {
      title: "the token in a trace",
      text: inbound(
        '<trace source="a"><message>@(context.Request.Headers.GetValueOrDefault("Authorization"))</message></trace>',
      ),
      severity: WARNING,
      message: /^<trace> writes the Authorization header to a log/,
      path: "inbound/trace/message",
    },
    {
      title: "the token in an event",
      text: inbound(
        '<log-to-eventhub logger-id="a">@(string.Join(",", context.Request.Headers["authorization"]))</log-to-eventhub>',
      ),
      severity: WARNING,
      message: /^<log-to-eventhub>/,
    },
  ],
});
