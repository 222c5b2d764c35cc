import { TerraformVariable, Testing } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimPolicy,
  AppRegistration,
  type AppRegistrationProps,
  AppRole,
  Authority,
  AzureCloud,
  Callers,
  type IAppRegistration,
  JwtPolicy,
  type JwtPolicyProps,
  PermissionScope,
  ResourceServer,
  SignInAudience,
  TokenVersion,
} from "cdktf-apim-oauth";
import { Construct } from "constructs";
import { isAppRegistration } from "../../../src/entra/registrations";
import { elementsNamed, parseXml, readCsharp } from "../../support/decode";
import {
  addressesOf,
  guid,
  importedApi,
  newApp,
  newClient,
  newOrders,
  newService,
  newStack,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  TENANT,
  warningsIn,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

/** A JwtPolicy on API orders for a registration that exists already, so that its text holds no Terraform expressions. */
function jwt(props: Partial<JwtPolicyProps> = {}, stack: Stack = newStack()): { policy: JwtPolicy; text: string } {
  const resource = props.resource ?? importedApi(stack);
  const cloud = isAppRegistration(resource) ? resource.authority.cloud : AzureCloud.PUBLIC;
  const apim = ApiManagement.fromName(stack, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim", cloud });
  const target = new Api(stack, "Api", { ...OPEN, apim, path: "orders" });
  const given = { target, resource, callers: Callers.applications("Orders.Read") };
  const policy = new JwtPolicy(stack, "Jwt", { ...given, ...props });
  return { policy, text: ApimPolicy.of(props.target ?? target).render() };
}

/** The C# condition under which a caller is let in, without the negation around it. */
function letsIn(text: string): string {
  const condition = elementsNamed(parseXml(text), "when")[0]!.attributes.condition!;
  const match = /^@\(!\((.*)\)\)$/s.exec(condition);
  return match![1]!.split('((Jwt)context.Variables["jwt"]).Claims').join("claims");
}

/** The headers that the policy sets, by name, in order. */
function headers(text: string): [string, string][] {
  return elementsNamed(parseXml(text), "set-header").map((header) => [
    header.attributes.name!,
    header.children[0]!.text,
  ]);
}

describe("JwtPolicy", () => {
  test("lets applications with a role in, and answers everybody else 401 or 403", () => {
    const { policy, text } = jwt();
    expect(text).toMatchInlineSnapshot(`
     "<policies>
         <inbound>
             <base />
             <validate-jwt header-name="Authorization" failed-validation-httpcode="401" failed-validation-error-message="Unauthorized" require-scheme="Bearer" require-expiration-time="true" require-signed-tokens="true" output-token-variable-name="jwt">
                 <openid-config url="https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0/.well-known/openid-configuration" />
                 <audiences>
                     <audience>aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa</audience>
                 </audiences>
                 <issuers>
                     <issuer>https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0</issuer>
                 </issuers>
             </validate-jwt>
             <choose>
                 <when condition='@(!(((Jwt)context.Variables["jwt"]).Claims.ContainsKey("scp") ? false : ((Jwt)context.Variables["jwt"]).Claims.ContainsKey("azp") ? (((Jwt)context.Variables["jwt"]).Claims.ContainsKey("roles") ? ((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("Orders.Read") : false) : false))'>
                     <return-response>
                         <set-status code="403" reason="Forbidden" />
                         <set-header name="WWW-Authenticate" exists-action="override">
                             <value>Bearer realm="aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa", error="insufficient_scope"</value>
                         </set-header>
                         <set-header name="Content-Type" exists-action="override">
                             <value>application/json</value>
                         </set-header>
                         <set-body>{ "statusCode": 403, "message": "Forbidden" }</set-body>
                     </return-response>
                 </when>
             </choose>
         </inbound>
         <backend>
             <base />
         </backend>
         <outbound>
             <base />
         </outbound>
         <on-error>
             <base />
             <choose>
                 <when condition='@(context.LastError.Source == "validate-jwt")'>
                     <set-header name="WWW-Authenticate" exists-action="override">
                         <value>@(context.LastError.Reason == "TokenNotPresent" ? "Bearer realm=\\"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa\\"" : "Bearer realm=\\"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa\\", error=\\"invalid_token\\"")</value>
                     </set-header>
                 </when>
             </choose>
         </on-error>
     </policies>
     "
    `);
    expect(policy.metadataUrl).toBe(
      `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`,
    );
    expect(policy.issuers).toEqual([`https://login.microsoftonline.com/${TENANT}/v2.0`]);
    expect(policy.audiences).toEqual([guid("a")]);
  });

  test("takes every option", () => {
    const stack = newStack();
    const { text } = jwt(
      {
        callers: Callers.anyOf(Callers.applications("Orders.Read", "Orders.Write"), Callers.users("read", "write")),
        allowedClients: ["b", "c"].map((digit) => importedApi(stack, `Client${digit}`, { clientId: guid(digit) })),
        headerName: "X-Access-Token",
        failedValidationHttpcode: 403,
        failedValidationErrorMessage: "No entry",
        clockSkewSeconds: 60,
        realm: "contoso orders",
      },
      stack,
    );
    expect(text).toMatchInlineSnapshot(`
     "<policies>
         <inbound>
             <base />
             <validate-jwt header-name="X-Access-Token" failed-validation-httpcode="403" failed-validation-error-message="No entry" require-expiration-time="true" require-signed-tokens="true" clock-skew="60" output-token-variable-name="jwt">
                 <openid-config url="https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0/.well-known/openid-configuration" />
                 <audiences>
                     <audience>aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa</audience>
                 </audiences>
                 <issuers>
                     <issuer>https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0</issuer>
                 </issuers>
             </validate-jwt>
             <choose>
                 <when condition='@(!((((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("azp", "") == "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb" || ((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("azp", "") == "cccccccc-cccc-4ccc-8ccc-cccccccccccc") ? (((Jwt)context.Variables["jwt"]).Claims.ContainsKey("scp") ? ((" " + ((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("scp", "") + " ").Contains(" read ") || (" " + ((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("scp", "") + " ").Contains(" write ")) : ((Jwt)context.Variables["jwt"]).Claims.ContainsKey("roles") ? (((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("Orders.Read") || ((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("Orders.Write")) : false) : false))'>
                     <return-response>
                         <set-status code="403" reason="Forbidden" />
                         <set-header name="WWW-Authenticate" exists-action="override">
                             <value>Bearer realm="contoso orders", error="insufficient_scope", scope="api://aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa/read api://aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa/write"</value>
                         </set-header>
                         <set-header name="Content-Type" exists-action="override">
                             <value>application/json</value>
                         </set-header>
                         <set-body>{ "statusCode": 403, "message": "Forbidden" }</set-body>
                     </return-response>
                 </when>
             </choose>
         </inbound>
         <backend>
             <base />
         </backend>
         <outbound>
             <base />
         </outbound>
         <on-error>
             <base />
             <choose>
                 <when condition='@(context.LastError.Source == "validate-jwt")'>
                     <set-header name="WWW-Authenticate" exists-action="override">
                         <value>@(context.LastError.Reason == "TokenNotPresent" ? "Bearer realm=\\"contoso orders\\"" : "Bearer realm=\\"contoso orders\\", error=\\"invalid_token\\"")</value>
                     </set-header>
                 </when>
             </choose>
         </on-error>
     </policies>
     "
    `);
  });

  test("is an argument of the resource, in the same text", () => {
    const stack = newStack();
    const { text } = jwt({}, stack);
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azurerm_api_management_api_policy")).toEqual({
      api_management_name: "apim-contoso",
      api_name: "${azurerm_api_management_api.Api_F70053CD.name}",
      resource_group_name: "rg-apim",
      xml_content: text,
    });
    expect(addressesOf(configuration)).toEqual([
      "azurerm_api_management_api.Api_F70053CD",
      "azurerm_api_management_api_policy.Api_Policy_D08799DE",
    ]);
  });

  test("gives the same bytes each time", () => {
    const build = (): string => {
      const stack = newStack();
      const resource = newOrders(stack);
      jwt(
        { resource, callers: Callers.anyOf(Callers.users("access_as_user"), Callers.applications("Orders.Read")) },
        stack,
      );
      return Testing.synth(stack);
    };
    expect(build()).toBe(build());
  });

  test("refers to a registration of this configuration by its attributes", () => {
    const stack = newStack();
    const { policy, text } = jwt({ resource: newOrders(stack) }, stack);
    const clientId = "${azuread_application_registration.Orders_A9B65338.client_id}";
    expect(elementsNamed(parseXml(text), "audience").map((audience) => audience.text)).toEqual([clientId]);
    expect(headers(text)[0]).toEqual(["WWW-Authenticate", `Bearer realm="${clientId}", error="insufficient_scope"`]);
    expect(policy.audiences).toHaveLength(1);
  });
});

describe.each([
  [TokenVersion.V1, Authority.publicCloud(TENANT), "/.well-known", `https://sts.windows.net/${TENANT}/`, "appid"],
  [TokenVersion.V1, Authority.china(TENANT), "/.well-known", `https://sts.chinacloudapi.cn/${TENANT}/`, "appid"],
  [
    TokenVersion.V2,
    Authority.usGovernment(TENANT),
    "/v2.0/.well-known",
    `https://login.microsoftonline.us/${TENANT}/v2.0`,
    "azp",
  ],
])("for tokens of version %s of %s", (tokenVersion, authority, path, issuer, clientClaim) => {
  const stack = newStack();
  const resource = importedApi(stack, "Orders", { tokenVersion, authority, identifierUri: "api://orders" });
  const { policy, text } = jwt(
    { resource, allowedClients: [importedApi(stack, "Client", { clientId: guid("b"), authority })] },
    stack,
  );
  const root = parseXml(text);

  test("metadata, issuer and audiences belong together", () => {
    const url = `https://${authority.cloud.loginHost}/${TENANT}${path}/openid-configuration`;
    expect(elementsNamed(root, "openid-config").map((config) => config.attributes)).toEqual([{ url }]);
    expect(elementsNamed(root, "issuer").map((element) => element.text)).toEqual([issuer]);
    expect([policy.metadataUrl, policy.issuers]).toEqual([url, [issuer]]);
    // A version 2 token names the client id; a version 1 token what the client asked for.
    const audiences = tokenVersion === TokenVersion.V2 ? [guid("a")] : ["api://orders", guid("a")];
    expect(policy.audiences).toEqual(audiences);
    expect(elementsNamed(root, "audience").map((element) => element.text)).toEqual(audiences);
  });

  test("the client's id is looked for in the claim of the version", () => {
    expect(letsIn(text)).toContain(`claims.GetValueOrDefault("${clientClaim}", "") == "${guid("b")}"`);
  });
});

describe("who may call", () => {
  test("applications need a role, and a token without a scope", () => {
    const stack = newStack();
    const resource = importedApi(stack, "Orders", {
      roles: ["Orders.Read", "a", "b"].map((name) => AppRole.forApplications(name)),
    });
    expect(letsIn(jwt({ resource, callers: Callers.applications("Orders.Read") }).text)).toBe(
      'claims.ContainsKey("scp") ? false : claims.ContainsKey("roles") ? claims["roles"].Contains("Orders.Read") : false',
    );
    expect(letsIn(jwt({ resource, callers: Callers.applications("a", "b") }).text)).toBe(
      'claims.ContainsKey("scp") ? false : claims.ContainsKey("roles") ? (claims["roles"].Contains("a") || claims["roles"].Contains("b")) : false',
    );
  });

  test.each([
    ["is one of users too", [AppRole.forApplicationsAndUsers("Orders.Read")], TokenVersion.V2, "azp"],
    ["may be one of users", undefined, TokenVersion.V1, "appid"],
  ])(
    "a role that %s counts only in a token that names a client, which no ID token does",
    (_, roles, version, claim) => {
      const resource = importedApi(newStack(), "Orders", { roles, tokenVersion: version });
      expect(letsIn(jwt({ resource }).text)).toBe(
        `claims.ContainsKey("scp") ? false : claims.ContainsKey("${claim}") ? (claims.ContainsKey("roles") ? claims["roles"].Contains("Orders.Read") : false) : false`,
      );
    },
  );

  test("users need a scope, one whole word of the claim", () => {
    expect(letsIn(jwt({ callers: Callers.users("read") }).text)).toBe(
      'claims.ContainsKey("scp") ? (" " + claims.GetValueOrDefault("scp", "") + " ").Contains(" read ") : false',
    );
  });

  test("both need the one or the other", () => {
    const callers = Callers.anyOf(Callers.users("read", "write"), Callers.applications("Orders.Read"));
    const scope = (name: string): string => `(" " + claims.GetValueOrDefault("scp", "") + " ").Contains(" ${name} ")`;
    const resource = importedApi(newStack(), "Orders", { roles: [AppRole.forApplications("Orders.Read")] });
    expect(letsIn(jwt({ resource, callers }).text)).toBe(
      `claims.ContainsKey("scp") ? (${scope("read")} || ${scope("write")}) : claims.ContainsKey("roles") ? claims["roles"].Contains("Orders.Read") : false`,
    );
  });

  test("allowed clients are asked for beside the role, never instead of it", () => {
    const stack = newStack();
    const allowedClients: IAppRegistration[] = [newClient(stack), importedApi(stack, "Other", { clientId: guid("B") })];
    const { text } = jwt({ callers: Callers.users("read"), allowedClients }, stack);
    const client = "${azuread_application_registration.Client_4A7F64DF.client_id}";
    expect(letsIn(text)).toBe(
      `(claims.GetValueOrDefault("azp", "") == "${client}" || claims.GetValueOrDefault("azp", "") == "${guid("b")}") ? (claims.ContainsKey("scp") ? (" " + claims.GetValueOrDefault("scp", "") + " ").Contains(" read ") : false) : false`,
    );
  });

  test("the 403 names the scopes that would do, and roles to nobody", () => {
    const callers = Callers.anyOf(Callers.users("read", "write"), Callers.applications("Orders.Read"));
    const { text } = jwt({ callers });
    const id = guid("a");
    expect(headers(text)[0]).toEqual([
      "WWW-Authenticate",
      `Bearer realm="${id}", error="insufficient_scope", scope="api://${id}/read api://${id}/write"`,
    ]);
    expect(headers(jwt().text)[0]![1]).toBe(`Bearer realm="${id}", error="insufficient_scope"`);
  });

  test("a missing token is told from a bad one, as RFC 6750 wants", () => {
    const { skeleton, strings } = readCsharp(headers(jwt({ realm: "orders" }).text).pop()![1]);
    expect(skeleton).toBe('@(context.LastError.Reason == "…" ? "…" : "…")');
    expect(strings).toEqual([
      "TokenNotPresent",
      'Bearer realm="orders"',
      'Bearer realm="orders", error="invalid_token"',
    ]);
  });

  test.each(["applications", "users"] as const)("fails for %s that the API does not know", (kind) => {
    const stack = newStack();
    const resource = newOrders(stack);
    expect(() => jwt({ resource, callers: Callers[kind]("nothing") }, stack)).toThrow(
      /^Stack\/Jwt: (?:scope|role for applications) "nothing" does not exist on Orders API; expected "(?:access_as_user|Orders.Read)": add it to (?:scopes|roles), or change the name$/,
    );
  });

  test("fails for a role of users as a role of applications", () => {
    const stack = newStack();
    const roles = [AppRole.forUsers("Orders.Approve"), AppRole.forApplications("Orders.Read")];
    const resource = new AppRegistration(stack, "Orders", { displayName: "Orders API", roles });
    expect(() => jwt({ resource, callers: Callers.applications("Orders.Approve") }, stack)).toThrow(
      /^Stack\/Jwt: role "Orders.Approve" of Orders API is for users; expected a role for applications: /,
    );
  });

  test.each(["", " ", "read write", "a\nb"])(
    "fails for the scope %j, which no token or every token would match",
    (scope) => {
      expect(() => jwt({ callers: Callers.users(scope) })).toThrow(/^Stack\/Jwt: scope is "/);
      expect(() => jwt({ callers: Callers.applications(scope) })).toThrow(/^Stack\/Jwt: role is "/);
    },
  );
});

describe("the header", () => {
  test.each([
    ["Authorization", "Bearer"],
    ["authorization", "Bearer"],
    ["X-Access-Token", undefined],
  ])("%s has the scheme %s", (headerName, scheme) => {
    const [validate] = elementsNamed(parseXml(jwt({ headerName }).text), "validate-jwt");
    expect(validate!.attributes["header-name"]).toBe(headerName);
    expect(validate!.attributes["require-scheme"]).toBe(scheme);
  });
});

describe("the target", () => {
  test("can be an API that exists already", () => {
    const stack = newStack();
    const target = Api.fromName(stack, "Existing", { apim: newService(stack, "Service"), name: "orders-v1" });
    const { text } = jwt({ target }, stack);
    expect(resourceOf(synth(stack), "azurerm_api_management_api_policy")).toEqual({
      api_management_name: "apim-contoso",
      api_name: "orders-v1",
      resource_group_name: "rg-apim",
      xml_content: text,
    });
  });

  test("can be an operation, whose API has a policy of its own", () => {
    const stack = newStack();
    const api = new Api(stack, "Orders", { apim: newService(stack, "Service"), path: "orders-v1" });
    const target = api.addOperation("list", { method: "GET", urlTemplate: "/" });
    const { text } = jwt({ target }, stack);
    expect(resourceOf(synth(stack), "azurerm_api_management_api_operation_policy")).toEqual({
      api_management_name: "apim-contoso",
      api_name: "${azurerm_api_management_api.Orders_A9B65338.name}",
      operation_id: "${azurerm_api_management_api_operation.Orders_list_692C8876.operation_id}",
      resource_group_name: "rg-apim",
      xml_content: text,
    });
    const [inbound] = elementsNamed(parseXml(text), "inbound");
    expect(inbound!.children.map((child) => child.name)).toEqual(["base", "validate-jwt", "choose"]);
  });

  test("can be the service: the outermost document inherits nothing, and forwards the request", () => {
    const stack = newStack();
    const target = newService(stack, "Global");
    const { text } = jwt({ target }, stack);
    expect(resourceOf(synth(stack), "azurerm_api_management_policy")).toEqual({
      api_management_id:
        "/subscriptions/${data.azurerm_client_config.AzurermClientConfig.subscription_id}/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso",
      xml_content: text,
    });
    expect(
      parseXml(text).children.map((section) => [section.name, section.children.map((child) => child.name)]),
    ).toEqual([
      ["inbound", ["validate-jwt", "choose"]],
      ["backend", ["forward-request"]],
      ["outbound", []],
      ["on-error", ["choose"]],
    ]);
  });

  test("fails for a second policy on one target, also through another import", () => {
    const stack = newStack();
    jwt({}, stack);
    const again = Api.fromName(stack, "Again", { apim: newService(stack, "Service"), name: "ORDERS" });
    const second = { target: again, resource: importedApi(stack, "Other"), callers: Callers.users("read") };
    expect(() => new JwtPolicy(stack, "Second", second)).toThrow(
      "Stack/Second: tokens for API orders are already checked by Stack/Jwt",
    );
  });

  test("the same API has two policies where two services serve it", () => {
    const stack = newStack();
    jwt({}, stack);
    const names = { name: "apim-fabrikam", resourceGroupName: "rg-apim" };
    const apim = ApiManagement.fromName(stack, "Fabrikam", names);
    const target = Api.fromName(stack, "Again", { apim, name: "orders" });
    const second = { target, resource: importedApi(stack, "Other"), callers: Callers.users("read") };
    expect(() => new JwtPolicy(stack, "Second", second)).not.toThrow();
    expect(resourcesOf(synth(stack), "azurerm_api_management_api_policy")).toHaveLength(2);
  });
});

describe("values from elsewhere", () => {
  test("a registration of another stack comes in through its state", () => {
    const app = newApp();
    const resource = newOrders(newStack("Entra", app));
    const stack = newStack("Apim", app);
    jwt({ resource }, stack);
    const stacks = synthStacks(app);
    const xml = String(resourceOf(stacks.Apim!, "azurerm_api_management_api_policy").xml_content);
    const [audience] = elementsNamed(parseXml(xml), "audience");
    expect(audience!.text).toMatch(/^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+client_id\}$/);
    expect(xml).not.toContain("TfToken");
    expect(stack.dependencies.map((dependency) => dependency.node.id)).toEqual(["Entra"]);
  });

  test("names that only Terraform knows come out whole, in every place", () => {
    const stack = newStack();
    const given = (id: string): string => new TerraformVariable(stack, id, {}).stringValue;
    const { text } = jwt(
      {
        resource: importedApi(stack, "Orders", {
          authority: Authority.publicCloud(given("tenant")),
          clientId: given("id"),
        }),
        callers: Callers.anyOf(Callers.users(`a${given("scope")}}`), Callers.applications(`{${given("role")}`)),
        realm: `{${given("realm")}}`,
        failedValidationErrorMessage: `$${given("message")} {{`,
      },
      stack,
    );
    expect(text).not.toContain("TfToken");
    for (const id of ["tenant", "id", "scope", "role", "realm", "message"]) expect(text).toContain(`\${var.${id}}`);
    expect(letsIn(text)).toContain('.Contains(" a${var.scope}\\u007d ")');
    expect(letsIn(text)).toContain('.Contains("\\u007b${var.role}")');
    expect(text).toContain('\'@("${"$"}${var.message} \\u007b{")\'');
  });

  test("fails for a list that only Terraform knows, because its values would be written as one name", () => {
    const { listValue } = new TerraformVariable(newStack(), "names", { type: "list(string)" });
    const makers: Readonly<Record<string, () => unknown>> = {
      "Callers.applications: roles": () => Callers.applications(...listValue),
      "Callers.users: scopes": () => Callers.users(...listValue),
      "Callers.withRole: roles": () => Callers.users("a").withRole(...listValue),
      "SignInAudience: tenantIds": () => SignInAudience.multipleTenants(listValue),
      "ResourceServer.auth0: scopes": () =>
        ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience: "orders", scopes: listValue }),
    };
    for (const [what, make] of Object.entries(makers)) {
      expect(make).toThrow(
        `${what} is a list that only Terraform knows; expected a list whose length is known at synth: take its elements`,
      );
    }
  });

  test("an empty scope that only Terraform knows does not match a token without scopes", () => {
    const stack = newStack();
    const scope = new TerraformVariable(stack, "scope", {}).stringValue;
    const { text } = jwt({ callers: Callers.users(scope) }, stack);
    // An application's token has no claim scp.
    expect(letsIn(text)).toMatch(/^claims\.ContainsKey\("scp"\) \? .* : false$/);
  });
});

test("a policy in a nested scope is the policy of its target", () => {
  const stack = newStack();
  const nested = new Construct(new Construct(stack, "One"), "Two");
  const target = new Api(nested, "Api", { apim: newService(nested), path: "orders" });
  new JwtPolicy(new Construct(stack, "Three"), "Jwt", {
    target,
    resource: importedApi(nested),
    callers: Callers.users("read"),
  });
  expect(ApimPolicy.of(target).node.path).toBe("Stack/One/Two/Api/Policy");
  expect(resourcesOf(synth(stack), "azurerm_api_management_api_policy")).toHaveLength(1);
});

test("scopes and roles of one registration in the three clouds give three policies that differ in hosts only", () => {
  const authorities = [Authority.publicCloud(TENANT), Authority.usGovernment(TENANT), Authority.china(TENANT)];
  const texts = authorities.map((authority) => {
    const stack = newStack();
    const { text } = jwt({ resource: importedApi(stack, "Orders", { authority }) }, stack);
    return text.split(authority.cloud.loginHost).join("HOST");
  });
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toContain(`https://HOST/${TENANT}/v2.0`);
});

test("callers of a registration with scopes alone cannot be applications", () => {
  const stack = newStack();
  const resource = new AppRegistration(stack, "Orders", {
    displayName: "Orders",
    scopes: [PermissionScope.of("read")],
  });
  expect(() => jwt({ resource, callers: Callers.applications("read") }, stack)).toThrow(
    '"read" is a scope of Orders; expected a role for applications: use it with Callers.users or requestScope',
  );
});

describe("callers that Entra ID refuses", () => {
  const BOTH = Callers.anyOf(Callers.applications("Orders.Read"), Callers.users("access_as_user"));

  function orders(stack: Stack, props: Partial<AppRegistrationProps> = {}): AppRegistration {
    return new AppRegistration(stack, "Orders", {
      displayName: "Orders API",
      authority: Authority.publicCloud(TENANT),
      scopes: [PermissionScope.of("access_as_user")],
      roles: [AppRole.forApplications("Orders.Read")],
      ...props,
    });
  }

  function warnings(stack: Stack, props: Partial<JwtPolicyProps>): string[] {
    jwt(props, stack);
    synth(stack);
    return told(stack);
  }

  /** What the token check says; its policy has words for itself. */
  function told(stack: Stack): string[] {
    synth(stack);
    return warningsIn(stack).filter((warning) => warning.startsWith("Stack/Jwt:"));
  }

  test("warns about users where an assignment is required and no role is for users", () => {
    const stack = newStack();
    expect(warnings(stack, { resource: orders(stack), callers: BOTH })).toEqual([
      expect.stringMatching(/^Stack\/Jwt: users may call and Orders API requires an assignment, .*AADSTS50105/),
    ]);
    const explicit = newStack();
    const resource = orders(explicit, { roles: [], assignmentRequired: true });
    expect(warnings(explicit, { resource, callers: Callers.users("access_as_user") })).toHaveLength(1);
  });

  test.each<[string, Partial<AppRegistrationProps>, Callers]>([
    ["a role is for users", { roles: [AppRole.forApplicationsAndUsers("Orders.Read")] }, BOTH],
    ["no assignment is required", { assignmentRequired: false }, BOTH],
    ["no role is for applications", { roles: [] }, Callers.users("access_as_user")],
    ["users may not call", {}, Callers.applications("Orders.Read")],
  ])("says nothing where %s", (_reason, props, callers) => {
    const stack = newStack();
    expect(warnings(stack, { resource: orders(stack, props), callers })).toEqual([]);
  });

  test("a role for users that comes later counts", () => {
    const stack = newStack();
    const resource = orders(stack);
    jwt({ resource, callers: BOTH }, stack);
    resource.addRole(AppRole.forUsers("Orders.Approve"));
    expect(told(stack)).toEqual([]);
  });

  test("warns about each allowed client without a role or scope that may call", () => {
    const stack = newStack();
    const resource = orders(stack, {
      roles: [AppRole.forApplications("Orders.Read"), AppRole.forApplications("Other")],
    });
    const [shop, job, other] = [newClient(stack, "Shop"), newClient(stack, "Job"), newClient(stack, "Other")];
    job.grantRole(resource, "Orders.Read");
    other.grantRole(resource, "Other");
    const callers = Callers.applications("Orders.Read");
    expect(warnings(stack, { resource, callers, allowedClients: [shop, job, other] })).toEqual([
      expect.stringMatching(
        /^Stack\/Jwt: the client Client is allowed to call and has no role Orders.Read of Orders API/,
      ),
    ]);
  });

  test("says nothing about clients with a role or a scope, and about those that are not created here", () => {
    const stack = newStack();
    const resource = orders(stack, { assignmentRequired: false });
    const [job, page] = [newClient(stack, "Job"), newClient(stack, "Page")];
    page.requestScope(resource, "access_as_user");
    const allowedClients = [job, page, importedApi(stack, "Known"), { clientId: guid(3), displayName: "Plain" }];
    jwt({ resource, callers: BOTH, allowedClients }, stack);
    job.grantRole(resource, "Orders.Read");
    expect(told(stack)).toEqual([]);
  });
});

describe("clouds and tenants", () => {
  test.each(["service", "API", "operation"])("fails for tokens of another cloud than that of the %s", (kind) => {
    const stack = newStack();
    const apim = newService(stack);
    const api = new Api(stack, "Api", { apim, path: "orders" });
    const operation = api.addOperation("get", { method: "GET", urlTemplate: "/" });
    const target = { service: apim, API: api, operation }[kind]!;
    const resource = importedApi(stack, "Orders", { authority: Authority.usGovernment(TENANT) });
    expect(() => new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("read") })).toThrow(
      /^Stack\/Jwt: the service is in the public cloud and the registrations are in the usgovernment cloud; expected one cloud: /,
    );
  });

  test("fails for an allowed client of another tenant", () => {
    const stack = newStack();
    const client = importedApi(stack, "Client", { authority: Authority.publicCloud(guid(9)) });
    expect(() => jwt({ allowedClients: [client] }, stack)).toThrow(
      /^Stack\/Jwt: the client belongs to tenant 99999999-.* and the resource to tenant 11111111-.*; expected one tenant/,
    );
  });

  test("a resource server that is no registration belongs to no cloud", () => {
    const stack = newStack();
    const apim = ApiManagement.fromName(stack, "China", {
      name: "a",
      resourceGroupName: "rg",
      cloud: AzureCloud.CHINA,
    });
    const resource = ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience: "orders" });
    expect(() => jwt({ target: apim, resource, callers: Callers.users("read") }, stack)).not.toThrow();
  });
});
