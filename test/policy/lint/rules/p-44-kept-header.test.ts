import { KEPT_HEADER } from "../../../../src/policy/lint/rules/p-44-kept-header";
import { inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const set = (name: string, action: string): string =>
  `<set-header name="${name}" exists-action="${action}">${action === "delete" ? "" : "<value>a</value>"}</set-header>`;

testRule(KEPT_HEADER, {
  good: [
    ...[
      set("X-Powered-By", "delete"),
      set("Content-Type", "override"),
      set("Connection-Id", "override"),
      set("Server", "override"),
      set('@("Connection")', "override"),
      '<set-query-parameter name="connection" exists-action="override"><value>a</value></set-query-parameter>',
    ].map((statement) => ({ title: statement, text: inbound(statement) })),
  ],
  bad: [
    ...[
      set("Connection", "override"),
      set("content-length", "override"),
      set("Keep-Alive", "append"),
      set("Transfer-Encoding", "skip"),
      `<send-request mode="new" response-variable-name="r"><set-url>https://a.example</set-url>${set("Connection", "override")}</send-request>`,
    ].map((statement) => ({
      title: statement,
      text: inbound(statement),
      severity: WARNING,
      message:
        /^the gateway does not change the header [A-Za-z-]+, so <set-header> has no effect; expected another header$/,
    })),
    ...[set("Server", "delete"), set("SERVER", "delete"), set("Connection", "delete")].map((statement) => ({
      title: statement,
      text: inbound("", statement),
      severity: WARNING,
      message: /^the gateway does not remove the header /,
      path: "on-error/set-header",
    })),
  ],
});
