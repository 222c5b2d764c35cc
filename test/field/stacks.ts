/** Programs as people write them, or copy them together. Each takes a stack with both providers. */
import type { TerraformStack } from "cdktf";
import {
  Api,
  ApimAuthServer,
  ApimPolicy,
  AppRegistration,
  AppRole,
  Callers,
  type IApiManagement,
  JwtPolicy,
  KeyVaultSecretRef,
  OAuthGrant,
  PermissionScope,
  RawPolicy,
  TokenVersion,
} from "cdktf-apim-oauth";
import {
  Choose,
  PolicyDocument,
  PolicyExpression,
  PolicyValue,
  RateLimitByKey,
  ReturnResponse,
  SetBody,
  SetHeader,
  SetStatus,
} from "cdktf-apim-oauth/policy";
import { inbound } from "../support/policy/lint";
import { newService, newVault } from "../support/synth";

export type Program = (stack: TerraformStack) => void;

const applications = (scope: TerraformStack, name: string, ...roles: string[]): AppRegistration =>
  new AppRegistration(scope, name, { displayName: `${name} API`, roles: roles.map((r) => AppRole.forApplications(r)) });

const orders = (stack: TerraformStack, apim: IApiManagement = newService(stack)): Api =>
  new Api(stack, "Api", { apim, path: "orders" });

/** A file that HCL fills with `templatefile`, read as it is. */
export const templateOfTerraform: Program = (stack) => {
  const check = `<validate-jwt header-name="Authorization" require-scheme="Bearer" failed-validation-httpcode="403" failed-validation-error-message="Unauthorized">
    <openid-config url="\${openid_url}" />
    <audiences><audience>\${audience}</audience></audiences>
    <issuers><issuer>\${issuer_url}</issuer></issuers>
    <required-claims><claim name="roles" match="any"><value>Orders.Read</value></claim></required-claims>
  </validate-jwt>`;
  new RawPolicy(stack, "Raw", { target: orders(stack), document: PolicyDocument.parse(inbound(check)) });
};

/** The metadata of RFC 9728, by hand. */
export const resourceMetadata: Program = (stack) => {
  const mcp = new AppRegistration(stack, "Mcp", {
    displayName: "Orders MCP",
    scopes: [PermissionScope.of("access_as_user")],
  });
  const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  api.addOperation("call", { method: "POST", urlTemplate: "/mcp" });
  const path = "/.well-known/oauth-protected-resource";
  const metadata = api.addOperation("metadata", { method: "GET", urlTemplate: path, callers: Callers.anonymous() });
  new JwtPolicy(stack, "Jwt", { target: api, resource: mcp, callers: Callers.users("access_as_user") });
  const challenge = `Bearer resource_metadata="https://apim-contoso.azure-api.net/orders${path}"`;
  ApimPolicy.of(api).addOnError(
    new Choose({
      when: [
        {
          condition: PolicyValue.expression('context.LastError.Source == "validate-jwt"'),
          statements: [new SetHeader({ name: "WWW-Authenticate", values: [challenge] })],
        },
      ],
    }),
  );
  const body = {
    resource: "https://apim-contoso.azure-api.net/orders/mcp",
    authorization_servers: [mcp.authority.issuer(mcp.tokenVersion)],
    scopes_supported: [`${mcp.identifierUri}/access_as_user`],
  };
  ApimPolicy.of(metadata).addInbound(
    new ReturnResponse({
      status: new SetStatus({ code: 200 }),
      headers: [new SetHeader({ name: "Content-Type", values: ["application/json"] })],
      body: new SetBody({ body: JSON.stringify(body) }),
    }),
  );
};

export const usersByRole: Program = (stack) => {
  const resource = new AppRegistration(stack, "Orders", {
    displayName: "Products API",
    scopes: [PermissionScope.of("access_as_user")],
    roles: [AppRole.forUsers("Products.Admin")],
  });
  new JwtPolicy(stack, "Jwt", { target: orders(stack), resource, callers: Callers.applications("Products.Admin") });
};

export const usersWithScopeAndRole: Program = (stack) => {
  const resource = new AppRegistration(stack, "Orders", {
    displayName: "Products API",
    scopes: [PermissionScope.of("access_as_user")],
    roles: [AppRole.forUsers("Products.Admin")],
  });
  const callers = Callers.users("access_as_user").withRole("Products.Admin");
  new JwtPolicy(stack, "Jwt", { target: orders(stack), resource, callers });
};

export const twoVersionsOfAnApi: Program = (stack) => {
  const apim = newService(stack);
  new Api(stack, "V1", { apim, path: "orders", name: "orders-v1" });
  new Api(stack, "V2", { apim, path: "orders", name: "orders-v2" });
};

export const roleAndScopeOfOneValue: Program = (stack) => {
  const id = "c21c916a-31e1-4a42-962a-21fc26652602";
  new AppRegistration(stack, "Orders", {
    displayName: "Orders",
    roles: [AppRole.forApplications("Api.All", { id })],
    scopes: [PermissionScope.of("Api.All", { id })],
  });
};

export const oneNamedValueTwice: Program = (stack) => {
  const shared = { apim: newService(stack), vault: newVault(stack), namedValueName: "backend-key" };
  new KeyVaultSecretRef(stack, "A", { ...shared, secretName: "key-a" });
  new KeyVaultSecretRef(stack, "B", { ...shared, secretName: "key-b" });
};

/** The API of a portal that signs its users in. */
function portal(stack: TerraformStack, resource: AppRegistration, ...scopes: string[]): Api {
  const apim = newService(stack);
  const client = new AppRegistration(stack, "Portal", { displayName: "Portal" });
  const authServer = new ApimAuthServer(stack, "Server", {
    apim,
    name: "orders-users",
    resource,
    client,
    grant: OAuthGrant.authorizationCode(...scopes),
    clientSecret: client.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" }),
  });
  return new Api(stack, "Api", { apim, path: "orders", authServer });
}

export const portalWithVersion1Tokens: Program = (stack) => {
  const resource = new AppRegistration(stack, "Orders", {
    displayName: "Orders",
    tokenVersion: TokenVersion.V1,
    scopes: [PermissionScope.of("access_as_user")],
  });
  const target = portal(stack, resource, "access_as_user");
  new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("access_as_user") });
};

export const everyOperationHasACheck: Program = (stack) => {
  const resource = new AppRegistration(stack, "Orders", {
    displayName: "Orders",
    scopes: [PermissionScope.of("read"), PermissionScope.of("write")],
  });
  const api = portal(stack, resource, "read", "write");
  const get = api.addOperation("get", { method: "GET", urlTemplate: "/" });
  const post = api.addOperation("post", { method: "POST", urlTemplate: "/" });
  new JwtPolicy(stack, "JwtGet", { target: get, resource, callers: Callers.users("read") });
  new JwtPolicy(stack, "JwtPost", { target: post, resource, callers: Callers.users("write") });
};

export const checkUnderTheCheckOfAnotherApi: Program = (stack) => {
  const api = orders(stack);
  const report = api.addOperation("report", { method: "GET", urlTemplate: "/report" });
  new JwtPolicy(stack, "Jwt", {
    target: api,
    resource: applications(stack, "Orders", "Orders.Read"),
    callers: Callers.applications("Orders.Read"),
  });
  new JwtPolicy(stack, "JwtReport", {
    target: report,
    resource: applications(stack, "Reports", "Reports.Read"),
    callers: Callers.applications("Reports.Read"),
  });
};

export const roleOfAnOperation: Program = (stack) => {
  const resource = applications(stack, "Orders", "Orders.Read", "Orders.Write");
  const api = orders(stack);
  api.addOperation("get", { method: "GET", urlTemplate: "/{id}" });
  const post = api.addOperation("post", { method: "POST", urlTemplate: "/" });
  new JwtPolicy(stack, "Jwt", { target: api, resource, callers: Callers.applications("Orders.Read") });
  new JwtPolicy(stack, "JwtPost", { target: post, resource, callers: Callers.applications("Orders.Write") });
};

/** The way out for `roleOfAnOperation`. */
export const callersOfAnOperation: Program = (stack) => {
  const resource = applications(stack, "Orders", "Orders.Read", "Orders.Write");
  const api = orders(stack);
  const callers = Callers.applications("Orders.Write");
  api.addOperation("get", { method: "GET", urlTemplate: "/{id}" });
  api.addOperation("post", { method: "POST", urlTemplate: "/", callers });
  new JwtPolicy(stack, "Jwt", { target: api, resource, callers: Callers.applications("Orders.Read") });
};

export const operationUnderTheServicePolicy: Program = (stack) => {
  const apim = newService(stack);
  orders(stack, apim).addOperation("get", { method: "GET", urlTemplate: "/{id}" });
  new JwtPolicy(stack, "Jwt", {
    target: apim,
    resource: applications(stack, "Orders", "Orders.Read"),
    callers: Callers.applications("Orders.Read"),
  });
};

/** A limit that counts by a claim of the token in a variable. */
function limitByClaim(stack: TerraformStack, variable: (check: JwtPolicy) => string): void {
  const target = orders(stack);
  const check = new JwtPolicy(stack, "Jwt", {
    target,
    resource: applications(stack, "Orders", "Orders.Read"),
    callers: Callers.applications("Orders.Read"),
  });
  ApimPolicy.of(target).addInbound(
    new RateLimitByKey({
      calls: 10,
      renewalPeriodSeconds: 60,
      counterKey: PolicyExpression.claim(variable(check), "azp"),
    }),
  );
}

export const variableThatNobodySets: Program = (stack) => limitByClaim(stack, () => "token");

/** The way out for `variableThatNobodySets`. */
export const variableOfTheCheck: Program = (stack) => limitByClaim(stack, ({ tokenVariable }) => tokenVariable);

export const apiThatNothingChecks: Program = (stack) => {
  const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  api.addOperation("get", { method: "GET", urlTemplate: "/" });
};

/** A document of a portal, attached to an API that exists already. */
export const importOfAPolicy: Program = (stack) => {
  const target = Api.fromName(stack, "Api", { apim: newService(stack), name: "orders" });
  new RawPolicy(stack, "Raw", { target, document: PolicyDocument.parse(inbound("")) });
};
