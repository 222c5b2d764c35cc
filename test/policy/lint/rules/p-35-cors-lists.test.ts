import { CORS_LISTS } from "../../../../src/policy/lint/rules/p-35-cors-lists";
import { inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

function cors(lists: string): string {
  return inbound(`<cors><allowed-origins><origin>https://a.contoso.com</origin></allowed-origins>${lists}</cors>`);
}

testRule(CORS_LISTS, {
  good: [
    {
      title: "lists",
      text: cors(
        "<allowed-methods><method>GET</method></allowed-methods><allowed-headers><header>x-*</header></allowed-headers><expose-headers><header>ETag</header></expose-headers>",
      ),
    },
    { title: "no lists", text: cors("") },
    { title: "what is not known yet", text: cors("<allowed-headers><header>{{headers}}</header></allowed-headers>") },
    {
      title: "every origin, which another rule finds",
      text: inbound("<cors><allowed-origins><origin>*</origin></allowed-origins></cors>"),
    },
  ],
  bad: [
    {
      title: "every method",
      text: cors("<allowed-methods><method>*</method></allowed-methods>"),
      severity: WARNING,
      message: /^<allowed-methods> of <cors> is \*; expected/,
      path: "inbound/cors",
    },
    {
      title: "every header",
      text: cors("<allowed-headers><header>X-A</header><header> * </header></allowed-headers>"),
      severity: WARNING,
      message: /^<allowed-headers> of <cors> is \*/,
    },
    {
      title: "every exposed header",
      text: cors("<expose-headers><header>*</header></expose-headers>"),
      severity: WARNING,
      message: /^<expose-headers> of <cors> is \*/,
    },
    {
      title: "all of them as one",
      text: cors(
        "<allowed-methods><method>*</method></allowed-methods><allowed-headers><header>*</header></allowed-headers><expose-headers><header>*</header></expose-headers>",
      ),
      severity: WARNING,
      message: /^<allowed-methods> and <allowed-headers> and <expose-headers> of <cors> is \*/,
    },
  ],
});
