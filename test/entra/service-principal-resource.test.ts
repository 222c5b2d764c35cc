import { ServicePrincipal, type ServicePrincipalConfig } from "@cdktf/provider-azuread/lib/service-principal";
import { ServicePrincipalResource } from "../../src/entra/service-principal-resource";
import { expressionOf, hclOf, jsonOf, setAttribute } from "../support/binding";
import { guid, newStack } from "../support/synth";

const REQUIRED: ServicePrincipalConfig = { clientId: guid(1) };
const EVERYTHING: ServicePrincipalConfig = {
  ...REQUIRED,
  accountEnabled: false,
  alternativeNames: ["one", "two"],
  appRoleAssignmentRequired: true,
  description: 'a "quoted" text',
  featureTags: [{ customSingleSignOn: true, enterprise: false, gallery: undefined, hide: true }],
  loginUrl: "https://contoso.com",
  notes: "${escaped}",
  notificationEmailAddresses: ["api@contoso.com"],
  owners: [guid(2)],
  preferredSingleSignOnMode: "saml",
  samlSingleSignOn: { relayState: "/home" },
  tags: ["a"],
  useExisting: true,
};
const CONFIGS: readonly (readonly [what: string, config: ServicePrincipalConfig])[] = [
  ["what is required", REQUIRED],
  ["everything", EVERYTHING],
  ["empty lists", { ...REQUIRED, featureTags: [], owners: [] }],
];

test.each(CONFIGS)("writes the JSON of the binding: %s", (_, config) => {
  expect(jsonOf(ServicePrincipalResource, config)).toContain('"azuread_service_principal"');
  expect(jsonOf(ServicePrincipalResource, config)).toBe(jsonOf(ServicePrincipal, config));
});

test.each(CONFIGS)("writes the HCL of the binding: %s", (_, config) => {
  expect(hclOf(ServicePrincipalResource, config)).toContain('resource "azuread_service_principal" "It" {');
  expect(hclOf(ServicePrincipalResource, config)).toEqual(hclOf(ServicePrincipal, config));
});

test.each(["id", ...Object.keys(EVERYTHING).filter((name) => !/^(?:featureTags|samlSingleSignOn)$/.test(name))])(
  "refers to %s as the binding does, and refuses to set it",
  (name) => {
    const [ours, theirs] = [ServicePrincipalResource, ServicePrincipal].map(
      (binding) => new binding(newStack(), "It", REQUIRED),
    );
    expect(expressionOf(ours!, name)).toMatch(/^\$\{.*azuread_service_principal\.It\.\w+.*\}$/);
    expect(expressionOf(ours!, name)).toBe(expressionOf(theirs!, name));
    expect(() => setAttribute(ours!, name, "other")).toThrow(TypeError);
  },
);
