import { Fn, TerraformResource, TerraformVariable, Token } from "cdktf";
import { FederatedCredential, KeyVaultSecret, PublicCertificate } from "cdktf-apim-oauth";
import { CERTIFICATE } from "../../support/certificates";
import { newClient, newStack, newVault, resourceOf, synth, warningsIn } from "../../support/synth";

const PASSWORD = "azuread_application_password";
const END = "2027-05-31T00:00:00Z";

test("a secret has a start, an end and values that replace it", () => {
  const stack = newStack();
  const rotation = new TerraformVariable(stack, "rotation", {}).stringValue;
  newClient(stack).addClientSecret("Portal", {
    startDate: "2027-01-01T00:00:00.500Z",
    endDate: END,
    rotateWhenChanged: { rotation, reason: "costs ${5} and %{10}" },
    displayName: "Portal",
  });
  expect(resourceOf(synth(stack), PASSWORD)).toEqual({
    application_id: "${azuread_application_registration.Client_4A7F64DF.id}",
    display_name: "Portal",
    start_date: "2027-01-01T00:00:00Z",
    end_date: END,
    rotate_when_changed: { rotation: "${var.rotation}", reason: "costs $${5} and %%{10}" },
    lifecycle: {
      create_before_destroy: true,
      postcondition: [expect.objectContaining({ condition: "${(timecmp(self.end_date, plantimestamp()) == 1)}" })],
    },
  });
});

test.each([
  ["2026-05-31T00:00:00Z", "2028-05-31T00:00:00Z", 0],
  ["2026-05-31T00:00:00Z", "2028-05-31T00:00:01Z", 1],
  ["2024-02-29T00:00:00Z", "2026-03-01T00:00:00Z", 0],
  [undefined, "2146-01-01T00:00:00Z", 0],
])("a secret from %s to %s gets %d warnings for its age", (startDate, endDate, count) => {
  const stack = newStack();
  newClient(stack).addClientSecret("Portal", { startDate, endDate });
  const expected = 'Stack/Client: the client secret "Portal" is valid for more than two years';
  expect(warningsIn(stack).filter((warning) => warning.startsWith(expected))).toHaveLength(count);
});

test.each([END, "2027-05-31T00:00:01Z"])(
  "fails for a secret that starts at %s and ends before or then",
  (startDate) => {
    expect(() => newClient(newStack()).addClientSecret("Portal", { startDate, endDate: END })).toThrow(
      `Stack/Client: endDate is "${END}" and startDate "${startDate}"; expected an end after the start: `,
    );
  },
);

test("dates that only Terraform knows are not compared", () => {
  const stack = newStack();
  const date = new TerraformVariable(stack, "date", {}).stringValue;
  const client = newClient(stack);
  client.addClientSecret("Start", { startDate: date, endDate: END });
  client.addClientSecret("End", { startDate: "2028-01-01T00:00:00Z", endDate: date });
  expect(() => synth(stack)).not.toThrow();
});

test("a vault gets the number of the key that Entra ID generated, so that it notices each new one", () => {
  const stack = newStack();
  const value = newClient(stack).addClientSecret("Portal", { endDate: END, rotateWhenChanged: { month: "5" } });
  new KeyVaultSecret(stack, "Written", { vault: newVault(stack), name: "portal", value });
  expect(resourceOf(synth(stack), "azurerm_key_vault_secret").value_wo_version).toMatch(
    /^\$\{parseint\(substr\(azuread_application_password\.[\w-]+\.key_id, 0, 7\), 16\)\}$/,
  );
});

test("a time_rotating rotates a secret that is read in the same deployment, as docs/credentials.md shows", () => {
  const stack = newStack();
  const rotation = new TerraformResource(stack, "Rotation", { terraformResourceType: "time_rotating" });
  rotation.addOverride("rotation_days", 90);
  newClient(stack).addClientSecret("Console", {
    endDate: Fn.timeadd(rotation.getStringAttribute("rotation_rfc3339"), "720h"),
    rotateWhenChanged: { rotation: rotation.getStringAttribute("id") },
  });
  const configuration = synth(stack);
  expect(configuration.resource!.time_rotating).toEqual({ Rotation: { rotation_days: 90 } });
  expect(resourceOf(configuration, PASSWORD)).toMatchObject({
    end_date: '${timeadd(time_rotating.Rotation.rotation_rfc3339, "720h")}',
    rotate_when_changed: { rotation: "${time_rotating.Rotation.id}" },
  });
});

test.each([
  ["", 'the string ""'],
  [Token.asString({ a: 1 }), 'the string "${'],
])("fails for a credential with the id %j, of which no address can be made", (id, got) => {
  const client = newClient(newStack());
  const adds = [
    () => client.addClientSecret(id, { endDate: END }),
    () => client.addRotatingClientSecret(id, { generation: 1 }),
    () => client.addCertificate(id, PublicCertificate.fromPem(CERTIFICATE)),
    () =>
      client.addFederatedCredential(
        id,
        FederatedCredential.githubActions({ owner: "a", repository: "b", branch: "c" }),
      ),
  ];
  for (const add of adds) expect(add).toThrow(`Stack/Client: id is ${got}`);
});
