import { AppRoleAssignment } from "@cdktf/provider-azuread/lib/app-role-assignment";
import { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimCertificate,
  ApimIdentity,
  ApimPolicy,
  type AppRegistration,
  AzureCloud,
  Backend,
  BackendAddress,
  BackendCredential,
  type BackendProps,
  Callers,
  type CircuitBreaker,
  JwtPolicy,
  KeyVaultSecretRef,
  NamedValue,
  NamedValueSource,
  SecretValue,
  type ServiceFabricOptions,
} from "cdktf-apim-oauth";
import { messageOf } from "../../support/error-text";
import {
  annotationsIn,
  type Arguments,
  guid,
  newApp,
  newOrders,
  newService,
  newStack,
  newVault,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
} from "../../support/synth";

const TYPE = "azurerm_api_management_backend";
const POLICY = "azurerm_api_management_api_policy";
const SITE = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/func-orders";
const ADDRESS = BackendAddress.https("https://orders.contoso.com/v1");

function backend(stack: TerraformStack, props: Partial<BackendProps> = {}): Backend {
  const apim = props.apim ?? newService(stack, "BackendService");
  return new Backend(stack, "Backend", { apim, name: "orders", address: ADDRESS, ...props });
}

function made(props: Partial<BackendProps> = {}): Arguments {
  const stack = newStack();
  backend(stack, props);
  return resourceOf(synth(stack), TYPE);
}

function failure(props: Partial<BackendProps>): string {
  return messageOf(() => backend(newStack(), props));
}

/** A statement that runs only if no narrower scope chose another backend. */
function whenChosen(statement: string): string {
  const condition = 'context.Variables.GetValueOrDefault<string>("chosen-backend", "orders") == "orders"';
  return `<choose><when condition='@(${condition})'>${statement}</when></choose>`;
}

/** The policy of an API that is protected and uses the backend. */
function policyWith(stack: TerraformStack, used: Backend, resource: AppRegistration = newOrders(stack)): string {
  const api = new Api(stack, "Api", { apim: newService(stack, "ApiService"), path: "orders", backend: used });
  new JwtPolicy(stack, "Jwt", { target: api, resource, callers: Callers.applications("Orders.Read") });
  return ApimPolicy.of(api).render();
}

/** A service in a cluster, as a backend. */
function fabric(options: Partial<ServiceFabricOptions>, props: Partial<BackendProps> = {}): Arguments {
  const stack = newStack();
  const apim = newService(stack);
  const clientCertificate = new ApimCertificate(stack, "Certificate", {
    apim,
    vault: newVault(stack),
    certificateName: "cluster",
  });
  const address = BackendAddress.serviceFabric({
    serviceName: "fabric:/shop/orders",
    managementEndpoints: ["https://cluster.contoso.com:19080"],
    clientCertificate,
    ...options,
  });
  backend(stack, { apim, address, ...props });
  return resourceOf(synth(stack), TYPE);
}

/** A section of a document. */
function section(text: string, name: string): string {
  return new RegExp(`<${name}>([^]*)</${name}>`).exec(text)![1]!.replace(/\n\s*/g, "");
}

describe("a backend", () => {
  test("checks the certificate where the program says nothing", () => {
    expect(made()).toEqual({
      api_management_name: "apim-contoso",
      resource_group_name: "rg-apim",
      name: "orders",
      protocol: "http",
      url: "https://orders.contoso.com/v1",
      tls: { validate_certificate_chain: true, validate_certificate_name: true },
      lifecycle: { create_before_destroy: true },
    });
  });

  test("gives up only what is named", () => {
    expect(made({ skipCertificateChainValidation: true }).tls).toEqual({
      validate_certificate_chain: false,
      validate_certificate_name: true,
    });
    expect(made({ skipCertificateNameValidation: true }).tls).toEqual({
      validate_certificate_chain: true,
      validate_certificate_name: false,
    });
    const plain = made({ address: BackendAddress.unencrypted("http://10.0.0.4:8080"), soap: true });
    expect(plain).toMatchObject({ url: "http://10.0.0.4:8080", protocol: "soap" });
    expect(plain.tls).toBeUndefined();
  });

  test.each([
    ["http://orders.contoso.com", "https"],
    ["orders.contoso.com", "https"],
    ["https://a:b@orders.contoso.com", "https"],
    ["https://orders.contoso.com/${x}", "https"],
    ["https://orders.contoso.com", "unencrypted"],
  ] as const)("refuses the address %s", (url, factory) => {
    const message = messageOf(() => BackendAddress[factory](url));
    expect(message.startsWith(`BackendAddress.${factory}: url is "${url}"; expected an absolute `)).toBe(true);
  });

  test("is an app of Container Apps or Logic Apps, linked by its id", () => {
    const group = "/subscriptions/s/resourceGroups/rg/providers";
    const resourceId = `${group}/Microsoft.App/containerApps/orders`;
    const hostName = "orders.x.westeurope.azurecontainerapps.io";
    expect(made({ address: BackendAddress.containerApp({ hostName, resourceId }) })).toMatchObject({
      url: `https://${hostName}`,
      resource_id: `https://management.azure.com${resourceId}`,
    });
    const workflow = `${group}/Microsoft.Logic/workflows/orders`;
    const path = "workflows/abc/triggers/manual/paths/invoke";
    const address = BackendAddress.logicApp({ hostName: "prod-1.logic.azure.com", path, resourceId: workflow });
    expect(made({ address })).toMatchObject({
      url: `https://prod-1.logic.azure.com/${path}`,
      resource_id: `https://management.azure.com${workflow}`,
    });
    expect(messageOf(() => BackendAddress.containerApp({ hostName, resourceId: SITE }))).toMatch(
      /^BackendAddress\.containerApp: resourceId is .*; expected the id of a container app, /,
    );
  });

  test.each([
    [AzureCloud.PUBLIC, "https://management.azure.com"],
    [AzureCloud.US_GOVERNMENT, "https://management.usgovcloudapi.net"],
    [AzureCloud.CHINA, "https://management.chinacloudapi.cn"],
  ])("links an app by its address in the resource manager of the cloud", (cloud, host) => {
    const stack = newStack();
    const apim = ApiManagement.fromName(stack, "Given", { name: "a", resourceGroupName: "rg", cloud });
    const address = BackendAddress.functionApp({ hostName: "func-orders.azurewebsites.net", resourceId: SITE });
    backend(stack, { apim, address });
    expect(stack.node.findAll().length).toBeGreaterThan(1);
    const provider = stack.node.findChild("azurerm") as unknown as { environment: string };
    provider.environment = cloud.environment;
    expect(resourceOf(synth(stack), TYPE)).toMatchObject({
      url: "https://func-orders.azurewebsites.net/api",
      resource_id: `${host}${SITE}`,
    });
  });

  test("takes the host of a function app that Terraform creates", () => {
    const stack = newStack();
    const app = new LinuxFunctionApp(stack, "Function", {
      name: "func",
      resourceGroupName: "rg",
      location: "westeurope",
      servicePlanId: "/x",
      siteConfig: {},
    });
    backend(stack, { address: BackendAddress.appService({ hostName: app.defaultHostname, resourceId: app.id }) });
    expect(resourceOf(synth(stack), TYPE)).toMatchObject({
      url: "https://${azurerm_linux_function_app.Function.default_hostname}",
      resource_id: "https://management.azure.com${azurerm_linux_function_app.Function.id}",
    });
  });

  test("has texts, a proxy and a circuit breaker", () => {
    const stack = newStack();
    const password = SecretValue.fromVariable(new TerraformVariable(stack, "password", { sensitive: true }));
    backend(stack, {
      title: "The ${orders}",
      description: "Takes orders.",
      proxy: { url: "http://proxy.contoso.com:3128", username: "apim", password },
      circuitBreaker: { failures: 5, intervalSeconds: 60, tripSeconds: 90 },
    });
    expect(resourceOf(synth(stack), TYPE)).toMatchObject({
      title: "The $${orders}",
      description: "Takes orders.",
      proxy: { url: "http://proxy.contoso.com:3128", username: "apim", password: "${var.password}" },
      circuit_breaker_rule: {
        name: "breaker",
        trip_duration: "PT1M30S",
        accept_retry_after_enabled: false,
        failure_condition: {
          count: 5,
          interval_duration: "PT1M",
          status_code_range: [{ min: 500, max: 599 }],
        },
      },
    });
  });

  test("is one of its name in the service", () => {
    const stack = newStack();
    backend(stack);
    expect(
      messageOf(() => new Backend(stack, "Other", { apim: newService(stack), name: "Orders", address: ADDRESS })),
    ).toMatch(/^Stack\/Other: the backend "Orders" is already created by Stack\/Backend; /);
  });
});

describe("a circuit breaker", () => {
  const TIMES = { intervalSeconds: 3600, tripSeconds: 86_400 };

  test.each([
    [1, "PT1S"],
    [59, "PT59S"],
    [60, "PT1M"],
    [3661, "PT1H1M1S"],
    [7200, "PT2H"],
    [86_400, "P1D"],
  ])("writes %d seconds as Azure does", (tripSeconds, text) => {
    const found = made({ circuitBreaker: { failures: 1, intervalSeconds: 1, tripSeconds } });
    expect((found.circuit_breaker_rule as Arguments).trip_duration).toBe(text);
  });

  test("counts the errors that are named, and only those", () => {
    const given: CircuitBreaker = {
      ...TIMES,
      failurePercentage: 50,
      errorReasons: ["Timeout"],
      acceptRetryAfter: true,
    };
    expect(made({ circuitBreaker: { ...given, name: "slow" } }).circuit_breaker_rule).toEqual({
      name: "slow",
      trip_duration: "P1D",
      accept_retry_after_enabled: true,
      failure_condition: { percentage: 50, interval_duration: "PT1H", error_reasons: ["Timeout"] },
    });
  });

  test.each<[Partial<CircuitBreaker>, RegExp]>([
    [{}, /circuitBreaker gives both or none of failures and failurePercentage; /],
    [{ failures: 1, failurePercentage: 1 }, /circuitBreaker gives both or none of failures and failurePercentage; /],
    [{ failures: 1, statuses: [{ min: 199, max: 599 }] }, /counts the statuses from 199 to 599; /],
    [{ failures: 1, statuses: [{ min: 500, max: 600 }] }, /counts the statuses from 500 to 600; /],
    [{ failures: 1, statuses: [{ min: 503, max: 500 }] }, /counts the statuses from 503 to 500; /],
    [{ failures: 1, errorReasons: Array<string>(11).fill("Timeout") }, /the number of errorReasons is 11; /],
    [{ failures: 1, statuses: Array(11).fill({ min: 500, max: 500 }) as never }, /the number of statuses is 11; /],
  ])("refuses %j", (given, message) => {
    expect(failure({ circuitBreaker: { ...TIMES, ...given } })).toMatch(message);
  });
});

describe("credentials", () => {
  test("are references to named values, which the backend comes after", () => {
    const stack = newStack();
    const apim = newService(stack);
    const value = (name: string): NamedValue =>
      new NamedValue(stack, name, { apim, name, source: NamedValueSource.plain("text") });
    backend(stack, {
      credentials: [
        BackendCredential.header("x-api-key", value("key")),
        BackendCredential.queryParameter("code", value("code")),
        BackendCredential.authorization("Basic", value("basic")),
        BackendCredential.certificate("a".repeat(40)),
        BackendCredential.certificate("B".repeat(40)),
      ],
    });
    expect(resourceOf(synth(stack), TYPE)).toMatchObject({
      credentials: {
        header: { "x-api-key": "{{key}}" },
        query: { code: "{{code}}" },
        authorization: { scheme: "Basic", parameter: "{{basic}}" },
        certificate: ["a".repeat(40), "B".repeat(40)],
      },
      depends_on: ["key", "code", "basic"].map(
        (name) => expect.stringMatching(`^azurerm_api_management_named_value.${name}_`) as string,
      ),
    });
  });

  test.each<[string, (value: NamedValue) => BackendCredential[], boolean, RegExp]>([
    [
      "a header twice",
      (value) => [BackendCredential.functionKey(value), BackendCredential.header("X-Functions-Key", value)],
      false,
      /two credentials set the header x-functions-key; /,
    ],
    [
      "a query parameter twice",
      (value) => [BackendCredential.queryParameter("code", value), BackendCredential.queryParameter("code", value)],
      false,
      /two credentials set the query parameter code; /,
    ],
    [
      "two authorizations",
      (value) => [BackendCredential.authorization("Basic", value), BackendCredential.authorization("Key", value)],
      false,
      /credentials write the header Authorization twice; /,
    ],
    [
      "an authorization and the token of the caller",
      (value) => [BackendCredential.authorization("Basic", value)],
      true,
      /credentials write the header Authorization twice; /,
    ],
  ])("fail for %s", (_title, make, keepsCallerToken, message) => {
    const stack = newStack();
    const value = new NamedValue(stack, "V", {
      apim: newService(stack),
      name: "v",
      source: NamedValueSource.plain("text"),
    });
    expect(messageOf(() => backend(stack, { credentials: make(value), keepsCallerToken }))).toMatch(message);
    expect(messageOf(() => BackendCredential.header("authorization", value))).toMatch(/name is Authorization; /);
  });
});

describe("a service in a Service Fabric cluster", () => {
  const thumbprint = "a".repeat(40);

  test("is found with a certificate of the gateway, and comes after it", () => {
    const { service_fabric_cluster: cluster, depends_on: first, ...rest } = fabric({ serverThumbprints: [thumbprint] });
    expect(String((cluster as Arguments).client_certificate_id)).toMatch(/\/certificates\/cluster$/);
    expect(cluster).toMatchObject({
      management_endpoints: ["https://cluster.contoso.com:19080"],
      max_partition_resolution_retries: 5,
      server_certificate_thumbprints: [thumbprint],
    });
    expect(first).toEqual([expect.stringMatching(/^azurerm_api_management_certificate\./)]);
    expect(rest).toMatchObject({ url: "fabric:/shop/orders", protocol: "http" });
    expect(rest.tls).toBeUndefined();
  });

  test("is known by the names of its certificates, and may have one of an unknown authority", () => {
    const serverX509Names = [{ name: "cluster.contoso.com", issuerThumbprint: thumbprint }];
    const given = { serverX509Names, maxPartitionResolutionRetries: 2 };
    expect(fabric(given, { skipCertificateChainValidation: true })).toMatchObject({
      service_fabric_cluster: {
        max_partition_resolution_retries: 2,
        server_x509_name: [{ name: "cluster.contoso.com", issuer_certificate_thumbprint: thumbprint }],
      },
      tls: { validate_certificate_chain: false, validate_certificate_name: true },
    });
  });

  test.each<[string, Partial<ServiceFabricOptions>, RegExp]>([
    ["without an endpoint", { managementEndpoints: [], serverThumbprints: [thumbprint] }, /managementEndpoints is 0;/],
    ["that nothing describes", {}, /serverThumbprints and serverX509Names are both given, or neither;/],
    [
      "with a part of a retry",
      { serverThumbprints: [thumbprint], maxPartitionResolutionRetries: 1.5 },
      /maxPartitionResolutionRetries is 1\.5;/,
    ],
  ])("fails %s", (_title, options, message) => {
    expect(messageOf(() => fabric(options))).toMatch(message);
  });

  test("fails with a certificate of another service", () => {
    const stack = newStack();
    const apim = ApiManagement.fromName(stack, "Other", { name: "other", resourceGroupName: "rg" });
    const clientCertificate = ApimCertificate.fromName(stack, "Foreign", { apim, name: "cluster" });
    expect(messageOf(() => fabric({ clientCertificate, serverThumbprints: [thumbprint] }))).toMatch(
      /^Stack\/Backend: the certificate Stack\/Foreign is of another service than /,
    );
  });
});

describe("an API with a backend", () => {
  test("sends its requests there, and comes after it", () => {
    const stack = newStack();
    const text = policyWith(stack, backend(stack));
    expect(section(text, "inbound")).toMatch(
      /<\/choose><set-backend-service backend-id="orders" \/><set-variable name="chosen-backend" value="orders" \/>$/,
    );
    expect(section(text, "backend")).toBe("<base />");
    const configuration = synth(stack);
    expect(resourceOf(configuration, POLICY).depends_on).toEqual(["azurerm_api_management_backend.Backend_EC8447F5"]);
    expect(resourceOf(configuration, "azurerm_api_management_api").service_url).toBeUndefined();
    expect(annotationsIn(stack, "/warn")).toEqual([]);
  });

  test("is called with a key in Key Vault: neither the caller's key nor token gets through", () => {
    const stack = newStack();
    const key = new KeyVaultSecretRef(stack, "Key", {
      apim: newService(stack),
      vault: newVault(stack),
      secretName: "function-key",
    });
    const address = BackendAddress.functionApp({ hostName: "func-orders.azurewebsites.net" });
    const used = backend(stack, { address, credentials: [BackendCredential.functionKey(key)] });
    const text = policyWith(stack, used);
    expect(section(text, "inbound")).toMatch(
      /<validate-jwt [^]*<\/choose><set-backend-service backend-id="orders" \/><set-variable name="chosen-backend" value="orders" \/><set-header name="x-functions-key" exists-action="delete" \/>$/,
    );
    expect(section(text, "backend")).toBe(
      whenChosen('<set-header name="Authorization" exists-action="delete" />') + "<forward-request />",
    );
    const configuration = synth(stack);
    const [name] = Object.keys(configuration.resource!.azurerm_api_management_named_value!);
    expect(resourceOf(configuration, TYPE)).toMatchObject({
      credentials: { header: { "x-functions-key": "{{function-key}}" } },
      depends_on: [`azurerm_api_management_named_value.${name}`],
    });
  });

  test("keeps the token of the caller where the program says so, but never its function key", () => {
    const stack = newStack();
    const address = BackendAddress.functionApp({ hostName: "func-orders.azurewebsites.net", path: "" });
    const credentials = [BackendCredential.certificate("a".repeat(40))];
    const text = policyWith(stack, backend(stack, { address, credentials, keepsCallerToken: true }));
    expect(text).not.toContain('Authorization" exists-action');
    expect(section(text, "inbound")).toContain('<set-header name="x-functions-key" exists-action="delete" />');
  });

  test("is called with a token of the service's identity, which has its role before", () => {
    const stack = newStack();
    const apim = newService(stack);
    const resource = newOrders(stack);
    const grant = new AppRoleAssignment(stack, "Grant", {
      appRoleId: resource.roleId("Orders.Read"),
      principalObjectId: apim.systemIdentityPrincipalId,
      resourceObjectId: resource.servicePrincipalObjectId,
    });
    const used = backend(stack, { credentials: [BackendCredential.managedIdentity({ resource, grant })] });
    const text = policyWith(stack, used, resource);
    expect(section(text, "inbound")).toMatch(
      /<validate-jwt [^]*<\/choose><set-backend-service backend-id="orders" \/><set-variable name="chosen-backend" value="orders" \/><authentication-managed-identity resource="\$\{azuread_application_identifier_uri\.[^"]+\}" output-token-variable-name="backend-token" \/>$/,
    );
    expect(section(text, "backend")).toBe(
      whenChosen(
        `<set-header name="Authorization" exists-action="override"><value>@("Bearer " + (string)context.Variables["backend-token"])</value></set-header>`,
      ) + "<forward-request />",
    );
    const configuration = synth(stack);
    expect(resourceOf(configuration, TYPE)).toMatchObject({ depends_on: ["azuread_app_role_assignment.Grant"] });
    expect(resourceOf(configuration, TYPE).credentials).toBeUndefined();
    expect(resourceOf(configuration, POLICY).depends_on).toEqual(["azurerm_api_management_backend.Backend_EC8447F5"]);
    expect(annotationsIn(stack, "/warn")).toEqual([]);
  });

  test("never has the gateway's token in the place of the caller's when an operation validates it", () => {
    const stack = newStack();
    const resource = newOrders(stack);
    const identity = ApimIdentity.userAssigned({ clientId: guid(1), principalId: guid(2) });
    const used = backend(stack, { credentials: [BackendCredential.managedIdentity({ resource, identity })] });
    const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", backend: used });
    const operation = api.addOperation("list", { method: "GET", urlTemplate: "/" });
    new JwtPolicy(stack, "Jwt", { target: operation, resource, callers: Callers.applications("Orders.Read") });
    const inbound = section(ApimPolicy.of(api).render(), "inbound");
    expect(inbound).toContain(`client-id="${guid(1)}" output-token-variable-name="backend-token"`);
    expect(inbound).not.toContain("Authorization");
    expect(() => synth(stack)).not.toThrow();
  });

  test("waits and sends again what can be sent twice", () => {
    const stack = newStack();
    const text = policyWith(stack, backend(stack, { timeoutSeconds: 20, retry: { count: 3 } }));
    expect(section(text, "backend")).toBe(
      `<retry condition='@((context.Response.StatusCode >= 502 && context.Response.StatusCode <= 504) && (${[
        "GET",
        "HEAD",
        "OPTIONS",
        "PUT",
        "DELETE",
      ]
        .map((method) => `context.Request.Method == "${method}"`)
        .join(" || ")}))' count="3" interval="1"><forward-request timeout="20" buffer-request-body="true" /></retry>`,
    );
    const other = newStack();
    const repeated = backend(other, { retry: { count: 1, intervalSeconds: 0, repeatsUnsafeMethods: true } });
    expect(section(policyWith(other, repeated), "backend")).not.toContain("Method");
  });

  test("cannot have a URL as well", () => {
    const stack = newStack();
    const props = { apim: newService(stack), path: "orders", backend: backend(stack) };
    expect(messageOf(() => new Api(stack, "Api", { ...props, serviceUrl: "https://orders.contoso.com" }))).toMatch(
      /^Stack\/Api: serviceUrl and backend are given; /,
    );
  });

  test("fails with a backend of another service", () => {
    const stack = newStack();
    const apim = ApiManagement.fromName(stack, "Given", { name: "other", resourceGroupName: "rg" });
    const used = backend(stack, { apim });
    expect(messageOf(() => new Api(stack, "Api", { apim: newService(stack), path: "orders", backend: used }))).toMatch(
      /^Stack\/Backend: API orders is of another service than the backend orders; /,
    );
  });

  test("can use one that exists, and one of another stack", () => {
    const app = newApp();
    const [platform, team] = [newStack("Platform", app), newStack("Team", app)];
    const used = backend(platform);
    const existing = Backend.fromName(team, "Existing", { apim: newService(team), name: "legacy" });
    new Api(team, "Api", { ...OPEN, apim: newService(team, "Same"), path: "orders", backend: used });
    new Api(team, "Old", { ...OPEN, apim: newService(team, "Again"), path: "old", backend: existing });
    const { Team } = synthStacks(app);
    expect(
      resourcesOf(Team!, POLICY).map(({ xml_content: text }) => /backend-id="(\w+)"/.exec(String(text))![1]),
    ).toEqual(["orders", "legacy"]);
    expect(team.dependencies).toContain(platform);
    expect(annotationsIn(team, "/warn")).toEqual([]);
  });
});
