import {
  Api,
  ApiManagement,
  ApimPolicy,
  Authority,
  AzureCloud,
  Callers,
  type IResourceServer,
  JwtPolicy,
  type JwtPolicyProps,
  ResourceServer,
  TokenValidation,
} from "cdktf-apim-oauth";
import { elementsNamed, parseXml } from "../../support/decode";
import { OIDC } from "../../support/issuers";
import { guid, importedApi, newStack, synth, TENANT, warningsIn } from "../../support/synth";

function protect(props: Partial<JwtPolicyProps> = {}, cloud = AzureCloud.PUBLIC): string {
  const stack = newStack();
  const authority = cloud === AzureCloud.PUBLIC ? Authority.publicCloud(TENANT) : Authority.usGovernment(TENANT);
  const resource: IResourceServer = props.resource ?? importedApi(stack, "Orders", { authority });
  const apim = ApiManagement.fromName(stack, "Apim", { name: "contoso", resourceGroupName: "rg", cloud });
  const target = new Api(stack, "Api", { apim, path: "orders", subscriptionRequired: false });
  new JwtPolicy(stack, "Jwt", {
    target,
    callers: Callers.applications("Orders.Read"),
    validation: TokenValidation.ENTRA_ID,
    ...props,
    resource,
  });
  const text = ApimPolicy.of(target).render();
  if (cloud === AzureCloud.PUBLIC) synth(stack);
  expect(warningsIn(stack)).toEqual([]);
  return text;
}

describe("TokenValidation.ENTRA_ID", () => {
  test("validates with the statement for Entra ID, and asks for the role in the same way", () => {
    const root = parseXml(protect({ headerName: "X-Token", failedValidationErrorMessage: "No" }));
    expect(elementsNamed(root, "validate-jwt")).toEqual([]);
    const [check] = elementsNamed(root, "validate-azure-ad-token");
    expect(check!.attributes).toEqual({
      "tenant-id": TENANT,
      "header-name": "X-Token",
      "failed-validation-httpcode": "401",
      "failed-validation-error-message": "No",
      "output-token-variable-name": "jwt",
    });
    expect(elementsNamed(check!, "audience").map(({ text }) => text)).toEqual([guid("a")]);
    const conditions = elementsNamed(root, "when").map(({ attributes }) => attributes.condition);
    expect(conditions[0]).toContain('.Claims["roles"].Contains("Orders.Read")');
    expect(conditions[1]).toBe('@(context.LastError.Source == "validate-azure-ad-token")');
  });

  test("names the host of another cloud", () => {
    expect(protect({}, AzureCloud.US_GOVERNMENT)).toContain('authentication-endpoint="login.microsoftonline.us"');
    expect(protect()).not.toContain("authentication-endpoint");
  });

  test("closes the API", () => {
    expect(() => protect()).not.toThrow();
  });

  test("fails for another issuer, and for several tenants", () => {
    expect(() => protect({ resource: ResourceServer.oidc(OIDC) })).toThrow(/are not those of one tenant of Entra ID/);
    const stack = newStack();
    const several = Object.create(importedApi(stack), { issuers: { value: ["a", "b"] } }) as IResourceServer;
    expect(() => protect({ resource: several })).toThrow(/are not those of one tenant of Entra ID/);
  });

  test("fails for clock skew, which the statement does not have", () => {
    expect(() => protect({ clockSkewSeconds: 60 })).toThrow(
      /clockSkewSeconds is given beside TokenValidation.ENTRA_ID/,
    );
  });
});
