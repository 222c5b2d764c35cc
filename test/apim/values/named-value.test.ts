import { TerraformVariable } from "cdktf";
import { Api, ApimIdentity, ApimPolicy, NamedValue, NamedValueSource, SecretValue } from "cdktf-apim-oauth";
import { SetHeader } from "cdktf-apim-oauth/policy";
import { OPEN, addressesOf, guid, newService, newStack, newVault, resourceOf, synth } from "../../support/synth";

const NAMED_VALUE = "azurerm_api_management_named_value";

test("a plain text is no secret, and shows up as it is", () => {
  const stack = newStack();
  const value = new NamedValue(stack, "Url", {
    apim: newService(stack),
    name: "backend-url",
    displayName: "backend.url",
    tags: ["backend"],
    source: NamedValueSource.plain("https://orders.contoso.com/${x}"),
  });
  expect([value.displayName, value.reference.source]).toEqual(["backend.url", "{{backend.url}}"]);
  expect(addressesOf(synth(stack))).toEqual(["azurerm_api_management_named_value.Url_D4FAABD0"]);
  expect(resourceOf(synth(stack), NAMED_VALUE)).toEqual({
    api_management_name: "apim-contoso",
    resource_group_name: "rg-apim",
    lifecycle: { create_before_destroy: true },
    name: "backend-url",
    display_name: "backend.url",
    secret: false,
    tags: ["backend"],
    // To Terraform "${" starts an expression.
    value: "https://orders.contoso.com/$${x}",
  });
});

test("a secret comes from a Terraform value, never from the configuration", () => {
  const stack = newStack();
  const variable = new TerraformVariable(stack, "key", { sensitive: true });
  const source = NamedValueSource.secret(SecretValue.fromVariable(variable));
  new NamedValue(stack, "Key", { apim: newService(stack), name: "backend-key", source });
  expect(resourceOf(synth(stack), NAMED_VALUE)).toMatchObject({ secret: true, value: "${var.key}" });
});

test("a secret in a vault is read by an identity, which gets the right before", () => {
  const stack = newStack();
  const identity = ApimIdentity.userAssigned({ clientId: guid(1), principalId: guid(2) });
  const source = NamedValueSource.keyVault({ vault: newVault(stack), secretName: "backend-key", identity });
  new NamedValue(stack, "Key", { apim: newService(stack), name: "key", source });
  expect(resourceOf(synth(stack), NAMED_VALUE)).toMatchObject({
    secret: true,
    value_from_key_vault: {
      identity_client_id: guid(1),
      secret_id: "https://kv-contoso.vault.azure.net/secrets/backend-key",
    },
    depends_on: [expect.stringMatching(/^azurerm_role_assignment\.Vault_SecretsUser-user-/)],
  });
});

test("a policy that refers to a named value depends on it, and not on what it is made from", () => {
  const stack = newStack();
  const apim = newService(stack);
  const key = new NamedValue(stack, "Key", { apim, name: "key", source: NamedValueSource.plain("a") });
  const api = new Api(stack, "Api", { ...OPEN, apim, path: "orders" });
  ApimPolicy.of(api).addInbound(new SetHeader({ name: "x-key", values: [key.reference] }));
  expect(resourceOf(synth(stack), "azurerm_api_management_api_policy").depends_on).toEqual([
    expect.stringMatching(/^azurerm_api_management_named_value\.Key_/),
  ]);
});

test("fails for a second named value of a service with the display name", () => {
  const stack = newStack();
  const props = { apim: newService(stack), source: NamedValueSource.plain("a") };
  new NamedValue(stack, "One", { ...props, name: "one", displayName: "key" });
  expect(() => new NamedValue(stack, "Two", { ...props, name: "two", displayName: "KEY" })).toThrow(
    /^Stack\/Two: the named value "KEY" is already created by Stack\/One/,
  );
});

test.each([
  ["a token", ["eyJhbGciOiJSUzI1NiJ9", "eyJzdWIiOiIxMjM0NTY3ODkwIn0", "c2lnbmF0dXJlc2lnbmF0dXJlcw"].join(".")],
  ["a key of Azure Functions", `${"aB3-".repeat(11)}AzFuD5n_-Q==`],
  ["the key in a connection string", `Endpoint=sb://a/;SharedAccessKey=${"aB3".repeat(14)}=`],
])("fails for a plain text that is %s, and does not repeat it", (kind, text) => {
  expect(() => NamedValueSource.plain(text)).toThrow(
    new RegExp(`^NamedValueSource.plain: the text is ${kind}.*use NamedValueSource.keyVault`),
  );
  expect(() => NamedValueSource.plain(text)).not.toThrow(text.slice(0, 20));
});

test("fails with more tags than Azure takes", () => {
  const [stack, source] = [newStack(), NamedValueSource.plain("a")];
  const tags = [...Array(33).keys()].map(String);
  expect(() => new NamedValue(stack, "V", { apim: newService(stack), name: "v", source, tags })).toThrow(
    /^Stack\/V: the number of tags is 33; expected at most 32: /,
  );
});
