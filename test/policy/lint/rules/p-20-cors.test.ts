import { CORS } from "../../../../src/policy/lint/rules/p-20-cors";
import { ERROR, fragmentOf, inbound, jwt, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(CORS, {
  good: [
    {
      title: "cors before the check",
      text: inbound(`<cors><allowed-origins><origin>https://a</origin></allowed-origins></cors>${jwt()}`),
    },
    {
      title: "credentials for one origin",
      text: inbound(
        '<cors allow-credentials="true"><allowed-origins><origin>https://a</origin></allowed-origins></cors>',
      ),
    },
    {
      title: "origins that are not known yet",
      text: inbound(
        '<cors allow-credentials="true"><allowed-origins><origin>{{origin}}</origin></allowed-origins></cors>',
      ),
    },
    {
      title: "every method and header",
      text: inbound(
        "<cors><allowed-origins><origin>https://a</origin></allowed-origins><allowed-methods><method>*</method></allowed-methods><allowed-headers><header>*</header></allowed-headers></cors>",
      ),
    },
    {
      title: "a fragment of headers after the check, and one with cors before it",
      text: inbound(`<include-fragment fragment-id="browsers" />${jwt()}<include-fragment fragment-id="headers" />`),
      options: { knownFragments: new Map([fragmentOf("browsers", "cors"), fragmentOf("headers", "set-header")]) },
    },
  ],
  bad: [
    {
      title: "the origin of sandboxed pages with credentials",
      text: inbound('<cors allow-credentials="true"><allowed-origins><origin>null</origin></allowed-origins></cors>'),
      severity: WARNING,
      message: /^every page in a sandboxed frame has the origin null/,
    },
    {
      title: "a fragment with cors after the check",
      text: inbound(`${jwt()}<include-fragment fragment-id="browsers" />`),
      options: { knownFragments: new Map([fragmentOf("browsers", "cors")]) },
      severity: WARNING,
      message: /^a fragment with <cors> comes after inbound\/validate-jwt; expected it first/,
      fix: /^move <include-fragment> to the top/,
    },
    {
      title: "cors after the check",
      text: inbound(`${jwt()}<cors><allowed-origins><origin>https://a</origin></allowed-origins></cors>`),
      severity: WARNING,
      message: /^<cors> comes after inbound\/validate-jwt; expected it first/,
    },
    {
      title: "every origin",
      text: inbound("<cors><allowed-origins><origin>*</origin></allowed-origins></cors>"),
      severity: WARNING,
      message: /^every origin may call; expected/,
      path: "inbound/cors/allowed-origins/origin",
    },
    {
      title: "every host of a domain with credentials",
      text: inbound(
        `<cors allow-credentials="true"><allowed-origins><origin>https://*.azurewebsites.net</origin></allowed-origins><allowed-headers><header>*</header></allowed-headers></cors>${jwt()}`,
      ),
      severity: WARNING,
      message:
        /^every host of "https:\/\/\*\.azurewebsites\.net" may call with credentials; expected the origins that do$/,
    },
    {
      title: "every origin with credentials",
      text: inbound('<cors allow-credentials="true"><allowed-origins><origin>*</origin></allowed-origins></cors>'),
      severity: ERROR,
      message: /^every origin may call with credentials/,
    },
  ],
});
