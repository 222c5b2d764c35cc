import { createHash, generateKeyPairSync, type KeyPairKeyObjectResult, X509Certificate } from "node:crypto";
import {
  Api,
  ApiManagement,
  ApimCertificate,
  type ApimCertificateAttributes,
  ApimIdentity,
  ApimPolicy,
  AppRegistration,
  BackendToken,
  Callers,
  ClientAuthentication,
  FederatedCredential,
  type IApimCertificate,
  type IAppRegistration,
  JwtPolicy,
  PermissionScope,
  Authority,
  AzureCloud,
  Principal,
  PublicCertificate,
} from "cdktf-apim-oauth";
import type { TerraformStack } from "cdktf";
import { decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { NetCertificate } from "../../../src/policy/csharp/evaluate/dotnet/crypto/values";
import { CERTIFICATE } from "../../support/certificates";
import { NOW, runInbound, type RunResult, type RunToken } from "../../support/run-inbound";
import {
  guid,
  importedApi,
  newApp,
  newService,
  newStack,
  newVault,
  resourceOf,
  synth,
  synthStacks,
  TENANT,
  warningsIn,
} from "../../support/synth";

const THUMBPRINT = "0123456789ABCDEF0123456789ABCDEF01234567";
const USER: RunToken = {
  iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
  aud: guid("a"),
  scp: "read",
  azp: "shop",
  oid: "user-1",
};
const ANSWER = { status: 200, body: JSON.stringify({ access_token: "new", expires_in: 3599 }) };

function existing(stack: TerraformStack, attributes: Partial<ApimCertificateAttributes> = {}): IApimCertificate {
  const given = { apim: newService(stack, "CertificateService"), name: "gateway", thumbprint: THUMBPRINT };
  return ApimCertificate.fromName(stack, "Certificate", { ...given, ...attributes });
}

function protect(
  stack: TerraformStack,
  certificate: IApimCertificate,
  resource: IAppRegistration = importedApi(stack),
  apim = newService(stack),
): Api {
  const target = new Api(stack, "Api", { apim, path: "orders", subscriptionRequired: false });
  const authentication = ClientAuthentication.certificate(certificate);
  const backend = importedApi(stack, "Backend", { clientId: guid("d"), authority: resource.authority });
  new JwtPolicy(stack, "Jwt", {
    target,
    resource,
    callers: Callers.users("read"),
    backendToken: BackendToken.onBehalfOf({ backend, authentication }),
  });
  return target;
}

function newApi(stack: TerraformStack): AppRegistration {
  return new AppRegistration(stack, "Orders", {
    displayName: "Orders API",
    authority: Authority.publicCloud(TENANT),
    scopes: [PermissionScope.of("read")],
  });
}

describe("ClientAuthentication.certificate", () => {
  const keys = (): KeyPairKeyObjectResult => generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { privateKey, publicKey } = keys();
  const certificate = new X509Certificate(CERTIFICATE);
  const certificates = new Map([[THUMBPRINT, new NetCertificate(certificate, privateKey)]]);
  const stack = newStack();
  const policy = ApimPolicy.of(protect(stack, existing(stack))).render();
  const run = (): Promise<RunResult> =>
    runInbound(policy, { token: USER, answer: ANSWER, certificates, random: Math.random });
  const assertionOf = async (): Promise<string> =>
    new URLSearchParams((await run()).sent[0]).get("client_assertion") ?? "";

  test("signs an assertion of the client for the token endpoint, which the public key of the certificate verifies", async () => {
    const assertion = await assertionOf();
    expect(decodeProtectedHeader(assertion)).toEqual({
      alg: "PS256",
      typ: "JWT",
      "x5t#S256": createHash("sha256").update(certificate.raw).digest("base64url"),
    });
    const issued = Math.floor(NOW / 1000);
    const { payload } = await jwtVerify(assertion, publicKey, { currentDate: new Date(NOW) });
    expect(payload).toEqual({
      aud: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`,
      iss: guid("a"),
      sub: guid("a"),
      jti: expect.stringMatching(/^[\da-f-]{36}$/) as string,
      iat: issued,
      nbf: issued,
      exp: issued + 300,
    });
    await expect(jwtVerify(assertion, keys().publicKey, { currentDate: new Date(NOW) })).rejects.toThrow("signature");
  });

  test("sends it as RFC 7523 says, and gives the backend the new token", async () => {
    const { sent, headers } = await run();
    const form = new URLSearchParams(sent[0]);
    expect(form.get("client_assertion_type")).toBe("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    expect(form.get("client_id")).toBe(guid("a"));
    expect(form.has("client_secret")).toBe(false);
    expect(headers.authorization).toBe("Bearer new");
  });

  test("each assertion has another id", async () => {
    expect(decodeJwt(await assertionOf()).jti).not.toBe(decodeJwt(await assertionOf()).jti);
  });

  test("the address of the token endpoint is that of the cloud", () => {
    const other = newStack();
    const apim = ApiManagement.fromName(other, "Apim", {
      name: "apim-contoso",
      resourceGroupName: "rg-apim",
      cloud: AzureCloud.US_GOVERNMENT,
    });
    const resource = importedApi(other, "Orders", { authority: Authority.usGovernment(TENANT) });
    const text = ApimPolicy.of(protect(other, existing(other, { apim }), resource, apim)).render();
    expect(text).toContain(`https://login.microsoftonline.us/${TENANT}/oauth2/v2.0/token`);
    expect(text).not.toContain("microsoftonline.com");
  });

  test("the policy names the certificate by its thumbprint, and comes after it and after the public key in the registration", () => {
    const own = newStack();
    const vault = newVault(own);
    const signing = new ApimCertificate(own, "Signing", { apim: newService(own), vault, certificateName: "orders" });
    const resource = newApi(own);
    protect(own, signing, resource, newService(own, "Same"));
    // Added after the policy.
    resource.addCertificate("Gateway", vault.certificate("orders"));
    const configuration = synth(own);
    const { xml_content: xml, depends_on: after } = resourceOf(configuration, "azurerm_api_management_api_policy");
    expect(xml).toContain('Certificates["${azurerm_api_management_certificate.Signing_');
    expect(xml).toContain(".thumbprint}");
    expect(after).toEqual([expect.stringMatching(/^azuread_application_certificate\.Orders_Certificate-Gateway/)]);
    expect(warningsIn(own)).toEqual([]);
    // Neither needs a secret.
    expect(JSON.stringify(configuration)).not.toContain("azuread_application_password");
  });

  test("a registration in another stack is deployed first", () => {
    const app = newApp();
    const [identity, apis] = [newStack("identity", app), newStack("apis", app)];
    const resource = newApi(identity);
    resource.addCertificate("Gateway", PublicCertificate.fromPem(CERTIFICATE));
    protect(apis, existing(apis), resource);
    const policies = resourceOf(synthStacks(app).apis!, "azurerm_api_management_api_policy");
    expect(policies.depends_on).toBeUndefined();
    expect(apis.dependencies).toEqual([identity]);
  });

  test("letters of a thumbprint are those that the gateway compares", () => {
    const other = newStack();
    const text = ApimPolicy.of(protect(other, existing(other, { thumbprint: THUMBPRINT.toLowerCase() }))).render();
    expect(text).toContain(`Certificates["${THUMBPRINT}"]`);
  });

  test("a registration without the certificate is warned about, and an imported one is not", () => {
    const own = newStack();
    protect(own, existing(own), newApi(own));
    synth(own);
    expect(warningsIn(own)).toEqual([
      "Stack/Jwt: the registration Orders API has no certificate here, with which the policy authenticates as it; call addCertificate on it, or calls get 401",
    ]);
    synth(stack);
    expect(warningsIn(stack)).toEqual([]);
  });

  test("fails for the certificate of another service, and for one whose thumbprint nobody gave", () => {
    const own = newStack();
    const apim = ApiManagement.fromName(own, "Other", { name: "apim-other", resourceGroupName: "rg-apim" });
    expect(() => protect(own, existing(own, { apim }))).toThrow(
      "Stack/Jwt: the certificate Stack/Certificate is of another service than API orders",
    );
    expect(() => ClientAuthentication.certificate(existing(newStack(), { thumbprint: undefined }))).toThrow(
      "the thumbprint of the certificate is not known",
    );
  });
});

describe("with a managed identity", () => {
  const gateway = ApimIdentity.userAssigned({ clientId: guid("f"), principalId: guid("e") });
  const stackOf = (trusted: string): TerraformStack => {
    const stack = newStack();
    const resource = newApi(stack);
    const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
    const backend = importedApi(stack, "Backend", { clientId: guid("d") });
    const authentication = ClientAuthentication.managedIdentity(gateway);
    const backendToken = BackendToken.onBehalfOf({ backend, authentication });
    new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("read"), backendToken });
    const identity = FederatedCredential.managedIdentity(Principal.fromObjectId(trusted));
    resource.addFederatedCredential("Gateway", identity);
    return stack;
  };

  test("a policy comes after the federated credential of the identity", () => {
    const stack = stackOf(guid("E"));
    const { depends_on: after } = resourceOf(synth(stack), "azurerm_api_management_api_policy");
    expect(after).toEqual([
      expect.stringMatching(/^azuread_application_federated_identity_credential\.Orders_FederatedCredential-Gateway/),
    ]);
    expect(warningsIn(stack)).toEqual([]);
  });

  test("gives a warning where the federated credentials are for others", () => {
    const stack = stackOf(guid("c"));
    synth(stack);
    expect(warningsIn(stack)).toEqual([expect.stringMatching(/^Stack\/Jwt: .* has no federated credential here/)]);
  });

  test("fails for the identity of the service itself, which Entra ID does not accept", () => {
    expect(() => ClientAuthentication.managedIdentity(ApimIdentity.systemAssigned())).toThrow(
      "ClientAuthentication.managedIdentity: identity is a system-assigned identity; expected a user-assigned identity: use ApimIdentity.userAssigned",
    );
  });
});
