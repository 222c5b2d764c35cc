import { SINGLE_USE } from "../../../../src/policy/lint/rules/c-11-single-use";
import { HEADER, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(SINGLE_USE, {
  good: [
    { title: "one of each", text: inbound('<rate-limit calls="1" renewal-period="1" />') },
    {
      title: "one in each branch",
      text: "<policies><backend><choose><when condition='true'><forward-request /></when><otherwise><forward-request /></otherwise></choose></backend></policies>",
    },
    {
      title: "several of a policy that may be used often",
      text: inbound(HEADER + HEADER),
    },
  ],
  bad: [
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
