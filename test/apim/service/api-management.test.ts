import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { Aspects, TerraformResource, TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiManagement,
  type ApiManagementOptions,
  ApiVersionSet,
  AzureCloud,
  type IApiManagement,
  VersioningScheme,
} from "cdktf-apim-oauth";
import { resolveText } from "../../../src/core/terraform-text";
import { addressesOf, guid, newApp, newService, newStack, synth, warningsIn } from "../../support/synth";

const ID =
  "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso";

function fromName(options: ApiManagementOptions = {}): IApiManagement {
  const names = { name: "apim-contoso", resourceGroupName: "rg-apim" };
  return ApiManagement.fromName(newStack(), "Apim", { ...names, ...options });
}

describe("ApiManagement.fromName", () => {
  test("alone makes nothing", () => {
    const stack = newStack();
    newService(stack);
    expect(addressesOf(synth(stack))).toEqual([]);
  });

  test.each([
    [AzureCloud.PUBLIC, "azure-api.net"],
    [AzureCloud.US_GOVERNMENT, "azure-api.us"],
    [AzureCloud.CHINA, "azure-api.cn"],
  ])("derives its URLs from its name and its cloud", (cloud, domain) => {
    const apim = fromName({ cloud });
    expect(apim.gatewayUrl).toBe(`https://apim-contoso.${domain}`);
    expect(apim.developerPortalUrl).toBe(`https://apim-contoso.developer.${domain}`);
    expect(apim.cloud).toBe(cloud);
  });

  test("is in the public cloud unless told", () => {
    expect(fromName().cloud).toBe(AzureCloud.PUBLIC);
  });

  test("takes a developer portal with a domain of its own, with or without a slash", () => {
    expect(fromName({ developerPortalUrl: "https://portal.contoso.com/" }).developerPortalUrl).toBe(
      "https://portal.contoso.com",
    );
  });

  test("writes the developer portal as a browser does, in lower case", () => {
    expect(fromName({ developerPortalUrl: "https://Portal.Contoso.com" }).developerPortalUrl).toBe(
      "https://portal.contoso.com",
    );
  });

  test("makes its resource id from the subscription of the provider, looked up once", () => {
    const stack = newStack();
    const ids = ["One", "Two"].map((id) => resolveText(stack, newService(stack, id).resourceId));
    expect(new Set(ids)).toEqual(
      new Set([
        "/subscriptions/${data.azurerm_client_config.AzurermClientConfig.subscription_id}/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso",
      ]),
    );
    expect(addressesOf(synth(stack))).toEqual(["data.azurerm_client_config.AzurermClientConfig"]);
  });

  test("looks its identity up once for all imports, and not where it is given", () => {
    const stack = newStack();
    const ids = ["One", "Two"].map((id) => resolveText(stack, newService(stack, id).systemIdentityPrincipalId));
    expect(ids).toEqual([
      "${data.azurerm_api_management.One_Service_C9871550.identity[0].principal_id}",
      "${data.azurerm_api_management.One_Service_C9871550.identity[0].principal_id}",
    ]);
    expect(synth(stack).data).toEqual({
      azurerm_api_management: { One_Service_C9871550: { name: "apim-contoso", resource_group_name: "rg-apim" } },
    });
    expect(fromName({ systemIdentityPrincipalId: guid(1) }).systemIdentityPrincipalId).toBe(guid(1));
  });
});

describe("ApiManagement.fromResourceId", () => {
  test("reads the names out of the id", () => {
    const apim = ApiManagement.fromResourceId(newStack(), "Apim", ID, { cloud: AzureCloud.CHINA });
    expect([apim.name, apim.resourceGroupName, apim.resourceId]).toEqual(["apim-contoso", "rg-apim", ID]);
    expect(apim.gatewayUrl).toBe("https://apim-contoso.azure-api.cn");
  });

  test("lets Terraform read them where only Terraform knows the id", () => {
    const stack = newStack();
    const id = new TerraformVariable(stack, "id", {}).stringValue;
    const apim = ApiManagement.fromResourceId(stack, "Apim", id);
    expect(resolveText(stack, apim.name)).toBe('${element(split("/", var.id), 8)}');
    expect(resolveText(stack, apim.resourceGroupName)).toBe('${element(split("/", var.id), 4)}');
    expect(resolveText(stack, apim.resourceId)).toBe("${var.id}");
  });

  test.each([
    "apim-contoso",
    `${ID}/apis/orders`,
    ID.toLowerCase(),
    ID.replace("Microsoft.ApiManagement/service", "Microsoft.KeyVault/vaults"),
  ])("fails for %s", (id) => {
    expect(() => ApiManagement.fromResourceId(newStack(), "Apim", id)).toThrow(
      /^Stack\/Apim: resourceId is "[^"]+"; expected the id of an API Management service, /,
    );
  });

  test("fails for an id whose parts break a rule", () => {
    expect(() => ApiManagement.fromResourceId(newStack(), "Apim", ID.replace("apim-contoso", "apim_contoso"))).toThrow(
      /^Stack\/Apim: name is "apim_contoso"; /,
    );
  });
});

describe("a service of another subscription than its provider's", () => {
  const features = [{}];
  /** What the program hears whose provider works in a subscription, after it was changed, and whose service is in that of the id. */
  function warningsFor(
    subscriptionId: string | undefined,
    change: (stack: TerraformStack, apim: IApiManagement) => unknown = () => undefined,
    service: (stack: TerraformStack) => IApiManagement = (stack) => ApiManagement.fromResourceId(stack, "Apim", ID),
  ): string[] {
    const stack = new TerraformStack(newApp(), "Stack");
    new AzurermProvider(stack, "azurerm", { features, subscriptionId });
    const apim = service(stack);
    new ApiVersionSet(stack, "Set", { apim, scheme: VersioningScheme.pathSegment() });
    change(stack, apim);
    synth(stack);
    return warningsIn(stack);
  }
  function alias(stack: TerraformStack): AzurermProvider {
    return new AzurermProvider(stack, "shared", { alias: "shared", features, subscriptionId: guid(1).toUpperCase() });
  }

  test("gets a warning that names the provider to set, if there is one", () => {
    const id = guid(1);
    expect(ID).toContain(id);
    const text = `the service is in the subscription "${id}", and the azurerm provider of Stack/Set/Resource works in "${guid(2)}"`;
    expect(warningsFor(guid(2))).toEqual([expect.stringContaining(text)]);
    expect(warningsFor(guid(2), alias)).toEqual([
      expect.stringContaining("set the provider azurerm.shared as provider of what is in the service"),
    ]);
  });

  test("gets none where the subscription is the same, or not known, or what is in the service has a provider for it", () => {
    expect(warningsFor(guid(1))).toEqual([]);
    expect(warningsFor(undefined)).toEqual([]);
    expect(warningsFor("${var.subscription}")).toEqual([]);
    const byName = (stack: TerraformStack): IApiManagement => newService(stack);
    expect(warningsFor(guid(2), undefined, byName)).toEqual([]);
    const byToken = (stack: TerraformStack): IApiManagement =>
      ApiManagement.fromResourceId(stack, "Apim", new TerraformVariable(stack, "id", {}).stringValue);
    expect(warningsFor(guid(2), undefined, byToken)).toEqual([]);
    const handOut = (stack: TerraformStack): void => {
      const provider = alias(stack);
      Aspects.of(stack).add({
        visit: (node) => {
          if (TerraformResource.isTerraformResource(node)) node.provider = provider;
        },
      });
    };
    expect(warningsFor(guid(2), handOut)).toEqual([]);
  });

  test("gets one for the look-up of its identity", () => {
    const warnings = warningsFor(guid(2), (stack, apim) => {
      const provider = alias(stack);
      (stack.node.findChild("Set").node.findChild("Resource") as TerraformResource).provider = provider;
      expect(apim.systemIdentityPrincipalId).not.toBe("");
    });
    expect(warnings).toEqual([expect.stringContaining("the azurerm provider of Stack/Apim/Service works in")]);
  });
});
