import { AzureCloud, AzapiProvider } from "cdktf-apim-oauth";
import { type TerraformStack, Testing } from "cdktf";
import { AzapiResource, requireAzapi } from "../../src/core/azapi-resource";
import { guid, newApp, newStack, resourceOf, synth } from "../support/synth";

interface Providers {
  readonly provider?: Readonly<Record<string, readonly object[]>>;
  readonly terraform?: { readonly required_providers: Readonly<Record<string, object>> };
}

function providersOf(stack: TerraformStack): Providers {
  return synth(stack) as Providers;
}

function resource(stack: TerraformStack, body: Record<string, unknown> = {}): AzapiResource {
  return new AzapiResource(stack, "Thing", {
    type: "Microsoft.Things/things@2024-05-01",
    name: "thing",
    parentId: "/subscriptions/s",
    body,
    locks: ["/subscriptions/s"],
  });
}

describe("AzapiProvider", () => {
  test("is required by its own stack only, from its own source", () => {
    const app = newApp();
    const [one, other] = [newStack("One", app), newStack("Other", app)];
    new AzapiProvider(one, "azapi", { cloud: AzureCloud.CHINA, subscriptionId: guid(1), tenantId: guid(2) });
    expect(providersOf(one)).toMatchObject({
      provider: { azapi: [{ environment: "china", subscription_id: guid(1), tenant_id: guid(2) }] },
      terraform: { required_providers: { azapi: { source: "azure/azapi", version: "~> 2.5" } } },
    });
    expect(providersOf(other).terraform?.required_providers).not.toHaveProperty("azapi");
  });

  test("says nothing that it is not told, and takes any other argument", () => {
    const stack = newStack();
    const provider = new AzapiProvider(stack, "azapi");
    expect(providersOf(stack).provider?.azapi).toEqual([{}]);
    provider.addOverride("use_oidc", true);
    expect(providersOf(stack).provider?.azapi).toEqual([{ use_oidc: true }]);
  });

  test("has an alias for resources that ask for it", () => {
    const stack = newStack();
    const provider = new AzapiProvider(stack, "azapi", { alias: "other" });
    resource(stack).provider = provider;
    expect(providersOf(stack).provider?.azapi).toEqual([{ alias: "other" }]);
    expect(resourceOf(synth(stack), "azapi_resource").provider).toBe("azapi.other");
    provider.alias = "second";
    expect(resourceOf(synth(stack), "azapi_resource").provider).toBe("azapi.second");
  });

  test("fails for an id that is not a GUID", () => {
    expect(() => new AzapiProvider(newStack(), "azapi", { tenantId: "contoso" })).toThrow(
      /^Stack\/azapi: tenantId is "contoso"; expected a GUID /,
    );
  });
});

describe("AzapiResource", () => {
  test("sends its body as it is, with references in it", () => {
    const stack = newStack();
    new AzapiProvider(stack, "azapi");
    const first = resource(stack, { properties: { displayName: "Thing", grantTypes: ["code"], isOn: false } });
    new AzapiResource(stack, "Second", {
      type: "Microsoft.Things/things/parts@2024-05-01",
      name: "part",
      parentId: first.id,
      body: { properties: { of: first.name, none: undefined } },
    });
    expect(Object.values(synth(stack).resource!.azapi_resource!)).toEqual([
      {
        body: { properties: { of: "${azapi_resource.Thing.name}" } },
        name: "part",
        parent_id: "${azapi_resource.Thing.id}",
        schema_validation_enabled: false,
        type: "Microsoft.Things/things/parts@2024-05-01",
      },
      {
        body: { properties: { displayName: "Thing", grantTypes: ["code"], isOn: false } },
        locks: ["/subscriptions/s"],
        name: "thing",
        parent_id: "/subscriptions/s",
        schema_validation_enabled: false,
        type: "Microsoft.Things/things@2024-05-01",
      },
    ]);
  });

  test("can be written as HCL", () => {
    const stack = newStack();
    new AzapiProvider(stack, "azapi", { cloud: AzureCloud.PUBLIC });
    resource(stack, { properties: { displayName: "Thing", grantTypes: ["code"], isOn: false } });
    const hcl = Testing.synthHcl(stack, true) as string;
    expect(hcl).toContain('environment = "public"');
    for (const part of [
      'displayName = "Thing"',
      'grantTypes = "${tolist(["code"])}"',
      "isOn = false",
      "schema_validation_enabled = false",
    ]) {
      expect(hcl).toContain(part);
    }
  });
});

describe("requireAzapi", () => {
  function needing(make: (stack: TerraformStack) => unknown): () => unknown {
    const stack = newStack();
    make(stack);
    requireAzapi(resource(stack), "a thing", AzureCloud.PUBLIC);
    return () => synth(stack);
  }

  test("fails in a stack without the provider", () => {
    expect(needing(() => undefined)).toThrow(/\[Stack\/Thing\] a thing is made with the AzAPI provider, .* has none;/);
  });

  test("fails where the provider works in another cloud", () => {
    expect(needing((stack) => new AzapiProvider(stack, "azapi", { cloud: AzureCloud.CHINA }))).toThrow(
      /the azapi provider works in the china cloud and the service is in the public cloud;/,
    );
  });

  test("passes with a provider of the cloud, or one that says none", () => {
    expect(needing((stack) => new AzapiProvider(stack, "azapi", { cloud: AzureCloud.PUBLIC }))).not.toThrow();
    expect(needing((stack) => new AzapiProvider(stack, "azapi"))).not.toThrow();
  });
});
