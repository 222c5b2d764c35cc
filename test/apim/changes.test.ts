import { TerraformVariable, type TerraformStack } from "cdktf";
import {
  Api,
  ApimAuthServer,
  ApimPolicy,
  KeyVaultSecretRef,
  NamedValue,
  NamedValueSource,
  OAuthGrant,
  PolicyFragment,
  SecretValue,
} from "cdktf-apim-oauth";
import { PolicyDocument, SetHeader } from "cdktf-apim-oauth/policy";
import {
  OPEN,
  type Configuration,
  newClient,
  newOrders,
  newService,
  newStack,
  newVault,
  synth,
} from "../support/synth";

/** All that an API and its policy can refer to, and what that is made from. */
function everything(stack: TerraformStack): void {
  const [apim, client, resource] = [newService(stack), newClient(stack), newOrders(stack)];
  client.grantRole(resource, "Orders.Read");
  const clientSecret = client.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" });
  const authServer = new ApimAuthServer(stack, "Server", {
    apim,
    name: "AzureAD-OAuth",
    resource,
    client,
    clientSecret,
    grant: OAuthGrant.clientCredentials(),
  });
  const api = new Api(stack, "Api", { ...OPEN, apim, path: "orders", authServer });
  api.addOperation("list", { method: "GET", urlTemplate: "/" });
  const plain = new NamedValue(stack, "Plain", { apim, name: "plain", source: NamedValueSource.plain("a") });
  const value = SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true }));
  const secret = new KeyVaultSecretRef(stack, "Ref", { apim, vault: newVault(stack), secretName: "key", value });
  const fragment = new PolicyFragment(stack, "Fragment", {
    apim,
    name: "shared",
    document: PolicyDocument.fragment([new SetHeader({ name: "X-Plain", values: [plain.reference] })]),
  });
  ApimPolicy.of(api).addInbound(new SetHeader({ name: "X-Key", values: [secret.reference] }), fragment.include());
}

interface Resource {
  readonly address: string;
  readonly isCreatedFirst: boolean;
  /** What its arguments and its `depends_on` refer to. */
  readonly needs: readonly string[];
}

function resourcesIn({ resource = {} }: Configuration): Resource[] {
  const addresses = Object.entries(resource).flatMap(([type, named]) =>
    Object.keys(named).map((id) => `${type}.${id}`),
  );
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([id, given]) => ({
      address: `${type}.${id}`,
      isCreatedFirst:
        (given.lifecycle as { create_before_destroy?: boolean } | undefined)?.create_before_destroy === true,
      needs: addresses.filter((other) => JSON.stringify(given).includes(other)),
    })),
  );
}

const stack = newStack();
everything(stack);
const resources = resourcesIn(synth(stack));

/** What Terraform creates before it destroys: what says so, and all that it is made from. */
function createdFirst(): Set<string> {
  const found = new Set<string>();
  const add = (address: string): void => {
    if (found.has(address)) return;
    found.add(address);
    resources.find((resource) => resource.address === address)!.needs.forEach(add);
  };
  resources.filter(({ isCreatedFirst }) => isCreatedFirst).forEach(({ address }) => add(address));
  return found;
}

const typesOf = (addresses: Iterable<string>): string[] =>
  [...new Set([...addresses].map((address) => address.split(".")[0]!))].sort();

test("what an API or a policy refers to goes only once the reference is gone", () => {
  const users = ["azurerm_api_management_api.", "azurerm_api_management_api_policy."];
  const used = resources
    .filter(({ address }) => users.some((user) => address.startsWith(user)))
    .flatMap(({ needs }) => needs);
  const parts = used.filter((address) => !users.some((user) => address.startsWith(user)));
  expect(typesOf(parts)).toEqual([
    "azurerm_api_management_authorization_server",
    "azurerm_api_management_named_value",
    "azurerm_api_management_policy_fragment",
  ]);
  for (const part of parts) {
    expect([part, resources.find(({ address }) => address === part)!.isCreatedFirst]).toEqual([part, true]);
  }
});

test("what may exist only once, by its path or its URL, is never made a second time before the first is gone", () => {
  expect(typesOf(createdFirst())).toEqual([
    "azuread_application_identifier_uri",
    "azuread_application_password",
    "azuread_application_registration",
    "azurerm_api_management_authorization_server",
    "azurerm_api_management_named_value",
    "azurerm_api_management_policy_fragment",
    "azurerm_key_vault_secret",
    "azurerm_role_assignment",
  ]);
});
