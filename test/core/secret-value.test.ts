import { inspect } from "node:util";
import {
  Fn,
  Lazy,
  TerraformLocal,
  TerraformOutput,
  TerraformResource,
  type TerraformStack,
  TerraformVariable,
  Testing,
} from "cdktf";
import { ApimAuthServer, KeyVaultSecretRef, OAuthGrant, SecretValue } from "cdktf-apim-oauth";
import { PolicyValue } from "cdktf-apim-oauth/policy";
import { messageOf } from "../support/error-text";
import { importedApi, newApp, newClient, newService, newStack, newVault, resourceOf, synth } from "../support/synth";

const PLANTED = "hunter2-planted-literal";

test("a variable comes out as its Terraform expression, where the secret is used", () => {
  const stack = newStack();
  const variable = new TerraformVariable(stack, "portal_secret", { sensitive: true });
  const value = SecretValue.fromVariable(variable);
  new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault: newVault(stack), secretName: "portal", value });
  expect(resourceOf(synth(stack), "azurerm_key_vault_secret")).toMatchObject({
    value_wo: "${var.portal_secret}",
    value_wo_version: 1,
  });
});

test("fails for a variable of another stack, because its value would go through the state of both", () => {
  const app = newApp();
  const [first, second] = [newStack("First", app), newStack("Second", app)];
  const value = SecretValue.fromVariable(new TerraformVariable(first, "secret", { sensitive: true }));
  const use = (): KeyVaultSecretRef =>
    new KeyVaultSecretRef(second, "Ref", { apim: newService(second), vault: newVault(second), secretName: "a", value });
  expect(use).toThrow(
    /^Second\/Ref: variable First\/secret belongs to another stack; .*: declare the variable in this/,
  );
});

describe("a secret that a resource has", () => {
  const storage = (stack: TerraformStack): TerraformResource =>
    new TerraformResource(stack, "Storage", { terraformResourceType: "azurerm_storage_account" });
  const keyOf = (stack: TerraformStack): SecretValue => {
    const account = storage(stack);
    return SecretValue.fromAttribute(account.getStringAttribute("primary_connection_string"));
  };

  test("comes out as its Terraform expression", () => {
    const stack = newStack();
    const shared = { apim: newService(stack), vault: newVault(stack) };
    new KeyVaultSecretRef(stack, "Ref", { ...shared, secretName: "storage", value: keyOf(stack) });
    expect(resourceOf(synth(stack), "azurerm_key_vault_secret")).toMatchObject({
      value_wo: "${azurerm_storage_account.Storage.primary_connection_string}",
      value_wo_version: 1,
    });
  });

  test.each<[string, (stack: TerraformStack) => string]>([
    ["literal", () => PLANTED],
    ["empty text", () => ""],
    ["token that becomes a literal", () => Lazy.stringValue({ produce: () => PLANTED })],
    ["attribute with text around it", (stack) => `${PLANTED}${storage(stack).getStringAttribute("key")}`],
    ["function with a literal", () => Fn.join("", [PLANTED, ""])],
    [
      "expression with a default",
      (stack) => Fn.coalesce([storage(stack).getStringAttribute("key"), PLANTED]) as string,
    ],
    ["variable", (stack) => new TerraformVariable(stack, "open", { default: PLANTED }).stringValue],
    ["local", (stack) => new TerraformLocal(stack, "local", PLANTED).asString],
  ])("fails for a %s, and does not show it", (_what, given) => {
    const stack = newStack();
    const message = messageOf(() => SecretValue.fromAttribute(given(stack)));
    expect(message).toMatch(/^SecretValue.fromAttribute: attribute is a string; expected an attribute of a resource: /);
    expect(message).not.toContain(PLANTED);
  });

  test("fails in another stack, because it would go through the state of both", () => {
    const app = newApp();
    const [first, second] = [newStack("First", app), newStack("Second", app)];
    expect(() => keyOf(first).secretInState(second)).toThrow(
      /^Second: the resource of the secret in First belongs to another stack; .*: write the secret into a vault/,
    );
  });
});

test.each([{ default: PLANTED, sensitive: true }, { default: PLANTED }, { sensitive: false }, {}])(
  "fails for a variable %j, and never shows a default",
  (config) => {
    const variable = new TerraformVariable(newStack(), "secret", config);
    const message = messageOf(() => SecretValue.fromVariable(variable));
    expect(message).toMatch(/^Stack\/secret: the variable of a secret /);
    expect(message).not.toContain(PLANTED);
  },
);

test("shows nothing of a secret, whatever prints it", () => {
  const stack = newStack();
  const variable = new TerraformVariable(stack, "portal_secret", { sensitive: true });
  const secrets = [
    SecretValue.fromVariable(variable),
    newClient(stack).addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" }),
    newClient(stack, "Other").addRotatingClientSecret("Portal", { generation: 1 }),
    newVault(stack).secret("portal-secret"),
    SecretValue.fromAttribute(newService(stack, "Portal").systemIdentityPrincipalId),
  ];
  for (const secret of secrets) {
    expect(secret.toString()).toBe("<secret>");
    expect("a secret: ".concat(String(secret))).toBe("a secret: <secret>");
    expect(`${JSON.stringify(secret)}${inspect(secret, { depth: 10, showHidden: true })}`).not.toMatch(
      /TfToken|portal|var\.|\.value\b/,
    );
  }
});

describe("a secret in the state", () => {
  test("is the Terraform expression, for an argument of a raw resource", () => {
    const stack = newStack();
    const secrets = [
      SecretValue.fromVariable(new TerraformVariable(stack, "key", { sensitive: true })),
      newClient(stack).addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" }),
    ];
    secrets.forEach((secret, index) => {
      new TerraformOutput(stack, `Output${index}`, { value: secret.secretInState(stack), sensitive: true });
    });
    expect(Object.values(synth(stack).output!).map(({ value }) => value)).toEqual([
      "${var.key}",
      expect.stringMatching(/^\$\{azuread_application_password\.[\w-]+\.value\}$/),
    ]);
  });

  test("fails where the secret cannot be used, and for a secret that is a literal", () => {
    const app = newApp();
    const [first, second] = [newStack("First", app), newStack("Second", app)];
    const secret = SecretValue.fromVariable(new TerraformVariable(first, "key", { sensitive: true }));
    expect(() => secret.secretInState(second)).toThrow(/^Second: variable First\/key belongs to another stack; /);
    const message = messageOf(() => SecretValue._fromTerraform(() => PLANTED, 1).secretInState(first));
    expect(message).toMatch(/^First: a secret is a literal/);
    expect(message).not.toContain(PLANTED);
  });
});

test("fails when a generated secret is a literal, and does not show it", () => {
  const stack = newStack();
  const secret = SecretValue._fromTerraform(() => PLANTED, 1);
  const message = messageOf(() => secret._expression(stack));
  expect(message).toMatch(/^Stack: a secret is a literal/);
  expect(message).not.toContain(PLANTED);
});

test("fails to take a text as a secret, for the compiler and for those who have none", () => {
  const stack = newStack();
  const client = newClient(stack);
  const shared = {
    apim: newService(stack),
    client,
    resource: importedApi(stack),
    grant: OAuthGrant.clientCredentials(),
  };
  const attempts = [
    // @ts-expect-error a text is no secret
    () => new ApimAuthServer(stack, "Server", { ...shared, name: "a", clientSecret: PLANTED }),
    () =>
      new KeyVaultSecretRef(stack, "Ref", {
        ...shared,
        vault: newVault(stack),
        secretName: "a",
        // @ts-expect-error a text is no secret
        value: PLANTED,
      }),
    // @ts-expect-error a text is no variable
    () => SecretValue.fromVariable(PLANTED),
    // @ts-expect-error an object that looks like a secret is none: the parts of a secret are private
    () => new ApimAuthServer(stack, "Likeness", { ...shared, name: "b", clientSecret: { toString: () => PLANTED } }),
    // @ts-expect-error a secret is no policy text
    () => PolicyValue.text(client.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" })),
  ];
  for (const attempt of attempts) expect(messageOf(attempt)).not.toContain(PLANTED);
  expect(Testing.synth(stack)).not.toContain(PLANTED);
});
