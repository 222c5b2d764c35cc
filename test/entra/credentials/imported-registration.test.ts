import {
  AppRegistration,
  Authority,
  FederatedCredential,
  type IAppRegistrationWithCredentials,
  KeyVaultSecret,
  MicrosoftApi,
  PublicCertificate,
  TokenVersion,
} from "cdktf-apim-oauth";
import type { TerraformStack } from "cdktf";
import { CERTIFICATE } from "../../support/certificates";
import {
  addressesOf,
  guid,
  importedApi,
  newStack,
  newVault,
  resourceOf,
  resourcesOf,
  synth,
  TENANT,
} from "../../support/synth";

const OPTIONS = { tokenVersion: TokenVersion.V2, authority: Authority.publicCloud(TENANT) };
const END = "2027-05-31T00:00:00Z";
const MAIN = FederatedCredential.githubActions({ owner: "contoso", repository: "orders", branch: "main" });

const byObjectId = (stack: TerraformStack, id = "Orders"): IAppRegistrationWithCredentials =>
  AppRegistration.fromObjectId(stack, id, guid("A"), OPTIONS);
const byDisplayName = (stack: TerraformStack): IAppRegistrationWithCredentials =>
  AppRegistration.fromDisplayName(stack, "Orders", "Orders API", OPTIONS);

describe.each([
  ["its object id", byObjectId, `/applications/${guid("a")}`],
  [
    "its display name",
    byDisplayName,
    "/applications/${data.azuread_application.Orders_Application_E45436D5.object_id}",
  ],
])("a registration that is found by %s", (_by, find, applicationId) => {
  test("gets each kind of credential", () => {
    const stack = newStack();
    const orders = find(stack);
    orders.addFederatedCredential("Main", MAIN);
    orders.addCertificate("Signing", PublicCertificate.fromPem(CERTIFICATE));
    orders.addRotatingClientSecret("Pair", { generation: 1 });
    orders.addClientSecret("Job", { endDate: END });
    const configuration = synth(stack);
    const applications = [
      "azuread_application_federated_identity_credential",
      "azuread_application_certificate",
      "azuread_application_password",
    ].flatMap((type) => resourcesOf(configuration, type).map((resource) => resource.application_id));
    expect(applications).toEqual(Array(5).fill(applicationId));
    // Nothing else of it is touched.
    const made = addressesOf(configuration).filter((address) => !address.startsWith("data."));
    expect(made).toHaveLength(5);
  });

  test("gives its secret to what writes it", () => {
    const stack = newStack();
    const value = find(stack).addClientSecret("Job", { endDate: END });
    new KeyVaultSecret(stack, "Secret", { vault: newVault(stack), name: "job", value });
    expect(resourceOf(synth(stack), "azurerm_key_vault_secret")).toMatchObject({
      value_wo: expect.stringMatching(/^\$\{azuread_application_password\.Orders_Secret-Job_\w+\.value\}$/) as string,
      expiration_date: END,
    });
  });
});

test("two constructs for one registration share its names and its subjects", () => {
  const stack = newStack();
  byObjectId(stack).addFederatedCredential("Main", MAIN);
  expect(() => byObjectId(stack, "Same").addFederatedCredential("Main", MAIN)).toThrow(
    'Stack/Same: credential name "Main" is given twice',
  );
});

test("with a client id alone there is no application, in the types and when the program runs", () => {
  const stack = newStack();
  const orders = importedApi(stack);
  // @ts-expect-error the type does not offer it
  const add: unknown = orders.addClientSecret;
  expect(add).toBeDefined();
  expect(() => (orders as IAppRegistrationWithCredentials).addClientSecret("Job", { endDate: END })).toThrow(
    /^Stack\/Imported: the registration "a{8}-.*" is only known by its client id; expected its application, .*fromObjectId/,
  );
  const graph = AppRegistration.fromMicrosoftApi(stack, "Graph", MicrosoftApi.GRAPH) as IAppRegistrationWithCredentials;
  expect(() => graph.addFederatedCredential("Main", MAIN)).toThrow("is only known by its client id");
});
