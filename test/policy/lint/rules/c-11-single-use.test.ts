import { SINGLE_USE } from "../../../../src/policy/lint/rules/c-11-single-use";
import { HEADER, inbound, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const LIMIT = '<rate-limit calls="1" renewal-period="1" />';

testRule(SINGLE_USE, {
  good: [
    { title: "one of each", text: inbound('<rate-limit calls="1" renewal-period="1" />') },
    {
      title: "one in each branch",
      text: "<policies><backend><choose><when condition='true'><forward-request /></when><otherwise><forward-request /></otherwise></choose></backend></policies>",
    },
    {
      title: "one behind a branch that ends the section",
      text: inbound(`${when("true", `${LIMIT}<return-response><set-status code="429" /></return-response>`)}${LIMIT}`),
    },
    { title: "one in each of two choices", text: inbound(when("true", LIMIT) + when("false", LIMIT)) },
    {
      title: "values of the cache, which real documents look up twice",
      text: inbound('<cache-lookup-value key="a" variable-name="b" /><cache-lookup-value key="c" variable-name="d" />'),
    },
    {
      title: "one in each section",
      text: "<policies><outbound><redirect-content-urls /></outbound><inbound><redirect-content-urls /></inbound></policies>",
    },
    {
      title: "several of a policy that may be used often",
      text: inbound(HEADER + HEADER),
    },
  ],
  bad: [
    {
      title: "two in one branch",
      text: inbound(when("true", LIMIT + LIMIT)),
      severity: WARNING,
      message:
        /^<rate-limit> is used here and at inbound\/choose\[1\]\/when\[1\]\/rate-limit\[1\]; expected it once per document$/,
      path: "inbound/choose[1]/when[1]/rate-limit[2]",
    },
    {
      title: "two in a fragment",
      text: `<fragment>${LIMIT}${LIMIT}</fragment>`,
      severity: WARNING,
      message: /used here and at rate-limit\[1\]/,
    },
    {
      title: "two in a retry",
      text: "<policies><backend><retry condition='false' count='1' interval='1'><forward-request /><forward-request /></retry></backend></policies>",
      severity: WARNING,
      message: /^<forward-request> is used here and at backend\/retry\/forward-request\[1\]/,
    },
    {
      title: "one before a branch with another one",
      text: inbound(LIMIT + when("true", LIMIT)),
      severity: WARNING,
      message: /used here and at inbound\/rate-limit/,
    },
    {
      title: "one behind a branch with another one",
      text: inbound(when("true", LIMIT) + LIMIT),
      severity: WARNING,
      message: /used here and at inbound\/choose\[1\]\/when\[1\]\/rate-limit/,
    },
    {
      title: "one in a branch of a branch with another one, around a block that always runs",
      text: inbound(
        when("true", `<limit-concurrency key="a" max-count="1">${LIMIT}</limit-concurrency>${when("false", LIMIT)}`),
      ),
      severity: WARNING,
      message: /used here and at/,
    },
    {
      title: "two passwords for the backend",
      text: inbound('<authentication-basic username="a" password="{{b}}" />'.repeat(2)),
      severity: WARNING,
      message: /expected it once per section$/,
    },
    {
      title: "two checks of the status",
      text: `<policies><outbound>${'<validate-status-code unspecified-status-code-action="prevent" />'.repeat(2)}</outbound></policies>`,
      severity: WARNING,
      message: /expected it once per section$/,
    },
    {
      title: "two cors",
      text: inbound("<cors><allowed-origins><origin>https://a</origin></allowed-origins></cors>".repeat(2)),
      severity: WARNING,
      message: /^<cors> is used here and at inbound\/cors\[1\]; expected it once per section$/,
      path: "inbound/cors[2]",
    },
    {
      title: "two limits",
      text: inbound('<rate-limit calls="1" renewal-period="1" />'.repeat(2)),
      severity: WARNING,
      message: /expected it once per document$/,
    },
  ],
});
