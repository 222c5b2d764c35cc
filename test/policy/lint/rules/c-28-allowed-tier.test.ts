import { ALLOWED_TIER } from "../../../../src/policy/lint/rules/c-28-allowed-tier";
import { ERROR, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const RATE = inbound('<rate-limit-by-key calls="1" renewal-period="60" counter-key="@(context.Subscription.Id)" />');
const QUOTA = inbound('<quota-by-key calls="1" renewal-period="300" counter-key="@(context.Subscription.Id)" />');
const cached = (type: string): string =>
  inbound(`<cache-lookup-value key="a" variable-name="b" caching-type="${type}" />`);

testRule(ALLOWED_TIER, {
  good: [
    { title: "any policy in a tier that is not known", text: QUOTA },
    ...["Developer", "Basic", "Standard", "Premium"].map((tier) => ({
      title: `a quota by key in ${tier}`,
      text: QUOTA,
      options: { tier },
    })),
    { title: "a rate limit by key in a v2 tier", text: RATE, options: { tier: "BasicV2" } },
    {
      title: "a policy of self-hosted gateways in a tier that has them",
      text: inbound('<publish-to-dapr topic="a" pubsub-name="b">c</publish-to-dapr>'),
      options: { tier: "Premium" },
    },
    { title: "an external cache in Consumption", text: cached("external"), options: { tier: "Consumption" } },
    { title: "the preferred cache in Consumption", text: cached("prefer-external"), options: { tier: "Consumption" } },
    { title: "the internal cache elsewhere", text: cached("internal"), options: { tier: "Basic" } },
    { title: "a policy whose gateways are not known", text: inbound("<block />"), options: { tier: "Consumption" } },
  ],
  bad: [
    {
      title: "a rate limit by key in Consumption",
      text: RATE,
      options: { tier: "Consumption" },
      severity: ERROR,
      message:
        /^<rate-limit-by-key> does not run in the tier Consumption; expected Developer, Basic, Standard or Premium, or a v2 tier, or a self/,
    },
    {
      title: "a quota by key in a v2 tier",
      text: QUOTA,
      options: { tier: "StandardV2" },
      severity: ERROR,
      message: /^<quota-by-key> does not run in the tier StandardV2; expected Developer, /,
    },
    {
      title: "the internal cache in Consumption",
      text: cached("internal"),
      options: { tier: "Consumption" },
      severity: WARNING,
      message: /uses the internal cache, which the tier Consumption does not have/,
      fix: /external/,
    },
  ],
});
