import { ERROR_DETAIL } from "../../../../src/policy/lint/rules/p-12-error-detail";
import { CHALLENGE, checked, inbound, jwt, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(ERROR_DETAIL, {
  good: [
    { title: "a constant message", text: checked() },
    {
      title: "a comparison with the reason",
      text: inbound(
        jwt(),
        `${CHALLENGE}<set-header name="X"><value>@(context.LastError.Reason == "TokenNotPresent" ? "a" : "b")</value></set-header>`,
      ),
    },
    {
      title: "the error in a log",
      text: inbound("", '<trace source="a"><message>@(context.LastError.Message)</message></trace>'),
    },
  ],
  bad: [
    {
      title: "the text of the library",
      text: checked({ attributes: 'header-name="Authorization"' }),
      severity: WARNING,
      message: /^<validate-jwt> sends the text of the token library if validation fails/,
    },
    {
      title: "the error in the message",
      text: checked({
        attributes: 'header-name="Authorization" failed-validation-error-message="@(context.LastError.Message)"',
      }),
      severity: WARNING,
      message: /^the message of a failed validation reveals internal details/,
    },
    {
      title: "the error in a body",
      text: inbound("", '<set-body>@("{ \\"error\\": \\"" + context.LastError.Message + "\\" }")</set-body>'),
      severity: WARNING,
      message: /^the caller gets context.LastError in <set-body>/,
    },
    {
      title: "the name of a policy in a header of a response",
      text: inbound(
        "",
        '<return-response><set-header name="X"><value>@(context.LastError.PolicyId)</value></set-header></return-response>',
      ),
      severity: WARNING,
      message: /in <set-header>/,
    },
    {
      title: "the headers of a sample as one",
      text: inbound(
        "",
        ["Source", "Reason", "Message", "Scope", "Section", "Path", "PolicyId"]
          .map(
            (name) =>
              `<set-header name="Error${name}" exists-action="override"><value>@(context.LastError.${name})</value></set-header>`,
          )
          .join(""),
      ),
      severity: WARNING,
      message: /^the caller gets context.LastError in <set-header>/,
      fix: /, also in 6 more places$/,
    },
  ],
});
