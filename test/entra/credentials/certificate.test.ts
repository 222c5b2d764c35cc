import { TerraformVariable } from "cdktf";
import { type AppRegistration, PublicCertificate } from "cdktf-apim-oauth";
import { CERTIFICATE, CERTIFICATE_END } from "../../support/certificates";
import { guid, newApp, newClient, newStack, newVault, resourceOf, synth, synthStacks } from "../../support/synth";

const TYPE = "azuread_application_certificate";

test("a certificate is accepted until it expires, and a new one comes before the old one goes", () => {
  const stack = newStack();
  newClient(stack).addCertificate("Signing", PublicCertificate.fromPem(CERTIFICATE));
  expect(resourceOf(synth(stack), TYPE)).toEqual({
    application_id: "${azuread_application_registration.Client_4A7F64DF.id}",
    type: "AsymmetricX509Cert",
    encoding: "pem",
    value: CERTIFICATE.trim(),
    end_date: CERTIFICATE_END,
    lifecycle: {
      create_before_destroy: true,
      postcondition: [
        {
          condition: "${(timecmp(self.end_date, plantimestamp()) == 1)}",
          error_message: expect.stringMatching(/^the end date of the certificate is in the past; /) as string,
        },
      ],
    },
  });
});

test("dates and the id of the key can be given", () => {
  const stack = newStack();
  newClient(stack).addCertificate("Signing", PublicCertificate.fromPem(CERTIFICATE), {
    startDate: "2027-01-01T00:00:00Z",
    endDate: "2027-06-30T00:00:00.5Z",
    keyId: guid("a").toUpperCase(),
  });
  expect(resourceOf(synth(stack), TYPE)).toMatchObject({
    start_date: "2027-01-01T00:00:00Z",
    end_date: "2027-06-30T00:00:00Z",
    key_id: guid("a"),
  });
});

test("fails for the id of a key that another certificate of the registration has", () => {
  const stack = newStack();
  const client = newClient(stack);
  const add = (to: AppRegistration, id: string, keyId: string): void =>
    to.addCertificate(id, PublicCertificate.fromPem(CERTIFICATE), { keyId });
  add(client, "One", guid("a"));
  add(newClient(stack, "Other"), "One", guid("a"));
  expect(() => add(client, "Two", guid("A"))).toThrow(`Stack/Client: keyId "${guid("a")}" is given twice; `);
});

test("a certificate that only Terraform knows has no end date unless one is given", () => {
  const stack = newStack();
  const pem = new TerraformVariable(stack, "pem", {}).stringValue;
  newClient(stack).addCertificate("Signing", PublicCertificate.fromPem(pem));
  const found = resourceOf(synth(stack), TYPE);
  expect([found.value, found.end_date]).toEqual(["${var.pem}", undefined]);
});

test("a certificate of a vault is read without its key, as it is when Terraform plans", () => {
  const stack = newStack();
  const vault = newVault(stack);
  const [first, second] = [newClient(stack), newClient(stack, "Other")];
  first.addCertificate("Vault", vault.certificate("client"));
  second.addCertificate("Vault", vault.certificate("client"));
  const configuration = synth(stack);
  const data = configuration.data!.azurerm_key_vault_certificate!;
  expect(Object.values(data)).toEqual([{ key_vault_id: expect.any(String) as string, name: "client" }]);
  const address = `data.azurerm_key_vault_certificate.${Object.keys(data)[0]!}`;
  expect(Object.values(configuration.resource![TYPE]!)[0]).toMatchObject({
    encoding: "base64",
    value: `\${${address}.certificate_data_base64}`,
    end_date: `\${${address}.expires}`,
  });
  expect(JSON.stringify(configuration)).not.toContain("azurerm_key_vault_secret");
});

test("fails for a certificate of a vault of another stack", () => {
  const app = newApp();
  const certificate = newVault(newStack("Vaults", app)).certificate("client");
  const client = newClient(newStack("Stack", app));
  expect(() => client.addCertificate("Vault", certificate)).toThrow(
    /^Stack\/Client: vault Vaults\/Vault belongs to another stack; /,
  );
});

test("one certificate can serve two clients in two stacks", () => {
  const app = newApp();
  const certificate = PublicCertificate.fromPem(CERTIFICATE);
  for (const id of ["First", "Second"]) newClient(newStack(id, app)).addCertificate("Signing", certificate);
  const { First, Second } = synthStacks(app);
  expect(resourceOf(First!, TYPE).value).toBe(resourceOf(Second!, TYPE).value);
});

test.each([
  [{ endDate: "2046-01-01T00:00:00Z" }, `endDate is "2046-01-01T00:00:00Z"; expected at most "${CERTIFICATE_END}"`],
  [{ startDate: "2046-01-01T00:00:00Z" }, "expected an end after the start"],
  [{ endDate: "2027-01-01" }, "expected a date and time such as"],
  [{ keyId: "1" }, "expected a GUID"],
])("fails for %j", (options, message) => {
  const client = newClient(newStack());
  const certificate = PublicCertificate.fromPem(CERTIFICATE);
  expect(() => client.addCertificate("Signing", certificate, options)).toThrow(message);
});
