import type { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { Lazy, TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  Api,
  ApiOperation,
  ApiManagement,
  ApimAuthServer,
  type ApimAuthServerProps,
  ApimPolicy,
  AppRegistration,
  AppRole,
  Authority,
  AzureCloud,
  AzapiProvider,
  Callers,
  JwtPolicy,
  KeyVaultSecretRef,
  NamedValueSource,
  McpServer,
  type McpServerProps,
  OAuthGrant,
  OpenIdConnectProvider,
  PermissionScope,
  PolicyFragment,
  RawPolicy,
  ResourceServer,
  SecretValue,
} from "cdktf-apim-oauth";
import { PolicyDocument, PolicyElement } from "cdktf-apim-oauth/policy";
import * as authErrors from "../src/apim/auth/errors";
import * as mcpErrors from "../src/apim/api/mcp-errors";
import * as apimErrors from "../src/apim/errors";
import * as coreErrors from "../src/core/errors";
import * as entraErrors from "../src/entra/errors";
import { expectErrorText, expectSentence, messageOf } from "./support/error-text";
import { foreignServer, OIDC, OWN_SERVER } from "./support/issuers";
import {
  OPEN,
  importedApi,
  newApp,
  newClient,
  newOrders,
  newService,
  newStack,
  newVault,
  TENANT,
  annotationsIn,
} from "./support/synth";

const errors = { ...coreErrors, ...entraErrors, ...apimErrors, ...authErrors, ...mcpErrors };
/** The files that these are from. */
const FACTORIES = [
  "core/errors.ts",
  "entra/errors.ts",
  "apim/errors.ts",
  "apim/auth/errors.ts",
  "apim/api/mcp-errors.ts",
];

interface Row {
  /** What a user does wrong. */
  readonly run: (stack: TerraformStack) => unknown;
  readonly place: string;
  readonly text: string;
}

const END = { endDate: "2027-05-31T00:00:00Z" };

function authServer(stack: TerraformStack, client: AppRegistration, resource: AppRegistration): ApimAuthServer {
  return new ApimAuthServer(stack, "Server", {
    apim: newService(stack),
    name: "AzureAD-OAuth",
    resource,
    client,
    clientSecret: client.addClientSecret("Portal", END),
    grant: OAuthGrant.clientCredentials(),
  });
}

function pkceServer(stack: TerraformStack, props: Partial<ApimAuthServerProps> = {}): ApimAuthServer {
  return new ApimAuthServer(stack, "Server", {
    apim: newService(stack),
    name: "portal",
    resource: importedApi(stack),
    client: { clientId: "portal", displayName: "Portal" },
    grant: OAuthGrant.authorizationCodeWithPkce("read"),
    ...props,
  });
}

function mcpServer(
  stack: TerraformStack,
  props: Partial<McpServerProps> = {},
  identifierUri = "https://api.contoso.com/mcp/mcp",
): McpServer {
  new AzapiProvider(stack, "azapi");
  const operation = ApiOperation.fromId(stack, "Get", {
    api: Api.fromName(stack, "Existing", { apim: newService(stack, "ExistingService"), name: "orders" }),
    operationId: "get",
  });
  return new McpServer(stack, "Mcp", {
    apim: newService(stack),
    path: "mcp",
    hostName: "api.contoso.com",
    resource: importedApi(stack, "Imported", { displayName: "MCP", identifierUri }),
    callers: Callers.users("read"),
    tools: [{ operation, description: "Reads" }],
    ...props,
  });
}

function api(stack: TerraformStack, id = "Api", path = "orders"): Api {
  return new Api(stack, id, { ...OPEN, apim: newService(stack, `${id}Service`), path });
}

/** By name of the factory in an errors.ts; `error` itself is the base of them all. */
const ROWS: Readonly<
  Record<Exclude<keyof typeof errors, "EXPIRED_SECRET" | "error" | "shown" | keyof typeof WARNINGS>, Row>
> = {
  invalidValue: {
    run: () => OAuthGrant.authorizationCode("read", "read"),
    place: "OAuthGrant.authorizationCode",
    text: 'scope is "read"; expected each scope once: remove one of the two',
  },
  wrongKind: {
    // @ts-expect-error a list is no Callers
    run: (stack) => new JwtPolicy(stack, "Jwt", { target: api(stack), resource: newOrders(stack), callers: ["read"] }),
    place: "Stack/Jwt",
    text: "callers is a list; expected Callers: use Callers.applications, Callers.users or Callers.anyOf",
  },
  unknownAtSynth: {
    run: (stack) => PermissionScope.of(new TerraformVariable(stack, "v", {}).stringValue),
    place: "PermissionScope",
    text: "value is only known to Terraform; expected a literal, because ids are derived from it: write the value itself",
  },
  unknownValue: {
    run: (stack) => newClient(stack).grantRole(newOrders(stack), "Order.Read"),
    place: "Stack/Client",
    text: 'role for applications "Order.Read" does not exist on Orders API; expected "Orders.Read": correct the name',
  },
  duplicateValue: {
    run: (stack) => newOrders(stack).addScope(PermissionScope.of("access_as_user")),
    place: "Stack/Orders",
    text: 'scope "access_as_user" is given twice; expected each value once: remove one of the two',
  },
  noCallers: {
    run: () => Callers.applications(),
    place: "Callers.applications",
    text: "no role is given; expected at least one, because Entra ID gives a token without roles to every application of the tenant: name the roles that may call",
  },
  emptyAnyOf: {
    run: () => Callers.anyOf(),
    place: "Callers.anyOf",
    text: "no callers are given; expected at least one: use Callers.applications or Callers.users",
  },
  anyOfAnonymous: {
    run: () => Callers.anyOf(Callers.users("s"), Callers.anonymous()),
    place: "Callers.anyOf",
    text: "one of the callers is Callers.anonymous(); expected callers with a token, because anonymous lets everyone in and the others would say nothing: use one or the other",
  },
  anonymousJwtPolicy: {
    run: (stack) =>
      new JwtPolicy(stack, "Jwt", { target: api(stack), resource: newOrders(stack), callers: Callers.anonymous() }),
    place: "Stack/Jwt",
    text: "callers is Callers.anonymous(); expected callers with a token, because this policy checks tokens: leave the JwtPolicy out, or give Callers.anonymous() to the operations that need no token",
  },
  callersWithoutCheck: {
    run: (stack) => {
      api(stack).addOperation("get", { method: "GET", urlTemplate: "/", callers: Callers.users("s") });
      Testing.synth(stack, true);
    },
    place: "Stack/Api/get",
    text: 'operation "get" has callers, and no JwtPolicy checks the tokens of API orders; expected one, because it says whose tokens they are: add a JwtPolicy with the API as target',
  },
  callersBesideCheck: {
    run: (stack) => {
      const [target, resource] = [api(stack), newOrders(stack)];
      const callers = Callers.users("access_as_user");
      const get = target.addOperation("get", { method: "GET", urlTemplate: "/", callers });
      new JwtPolicy(stack, "Jwt", { target: get, resource, callers });
      Testing.synth(stack, true);
    },
    place: "Stack/Api/get",
    text: "operation get of API orders has callers and the JwtPolicy Stack/Jwt; expected one of the two, because its token would be checked twice: keep callers, and remove the JwtPolicy of the operation",
  },
  openOperation: {
    run: (stack) => {
      new Api(stack, "Api", { apim: newService(stack), path: "orders" });
      Testing.synth(stack, true);
    },
    place: "Stack/Api",
    text: "A-01 open-operation: nothing checks who calls API orders, so anyone can call it; expected a check of the caller: add a JwtPolicy with the API as target, add another check such as ValidateClientCertificate, or give the operation Callers.anonymous() if everyone may call; where something else protects it, accept the finding with a reason in suppressions",
  },
  differentChecks: {
    run: (stack) => {
      const [target, resource] = [api(stack), importedApi(stack)];
      const get = target.addOperation("get", { method: "GET", urlTemplate: "/" });
      const callers = Callers.users("access_as_user");
      new JwtPolicy(stack, "Jwt", { target, resource: newOrders(stack), callers });
      new JwtPolicy(stack, "JwtGet", { target: get, resource, callers });
      Testing.synth(stack, true);
    },
    place: "Stack/Api/get",
    text: "A-02 inherited-checks: tokens for aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa pass Stack/JwtGet and never Stack/Jwt, which runs before it and accepts tokens for Orders API; expected one API for both: give both the same resource, or leave one of the checks out",
  },
  noCommonCaller: {
    run: (stack) => {
      const [target, resource] = [api(stack), newOrders(stack)];
      const get = target.addOperation("get", { method: "GET", urlTemplate: "/" });
      new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.applications("Orders.Read") });
      new JwtPolicy(stack, "JwtGet", { target: get, resource, callers: Callers.users("access_as_user") });
      Testing.synth(stack, true);
    },
    place: "Stack/Api/get",
    text: "A-02 inherited-checks: no token passes both Stack/JwtGet and Stack/Jwt, which runs before it: one admits users and the other applications; expected callers that both admit: give the operation callers in place of its JwtPolicy, or let the outer check admit them",
  },
  unknownProgramRule: {
    run: (stack) =>
      new Api(stack, "Api", {
        apim: newService(stack),
        path: "orders",
        suppressions: [{ rule: "P-10", reason: "old meters" }],
      }),
    place: "Stack/Api",
    text: 'suppressions names the rule "P-10"; expected open-operation or inherited-checks, because a rule about documents is accepted in the document: correct the name, or call suppress on ApimPolicy.of',
  },
  suppressionWithoutReason: {
    run: (stack) =>
      new Api(stack, "Api", {
        apim: newService(stack),
        path: "orders",
        suppressions: [{ rule: "A-01", reason: " " }],
      }),
    place: "Stack/Api",
    text: 'suppressions gives no reason for "A-01"; expected why the finding is accepted: write the reason',
  },
  noGrantScope: {
    run: () => OAuthGrant.authorizationCode(),
    place: "OAuthGrant.authorizationCode",
    text: "no scope is given; expected at least one scope of the API, because a token without a scope lets the client do nothing: name a scope, such as access_as_user",
  },
  valueWithoutLookup: {
    run: (stack) => importedApi(stack).scopeId("%"),
    place: "Stack/Imported",
    text: 'the id of the scope "%" cannot be looked up; expected its id, because the provider keeps the number of entries under that name: give the scope with its id where the registration is imported',
  },
  exposesNoApi: {
    run: (stack) => newClient(stack).identifierUri,
    place: "Stack/Client",
    text: 'the registration "Client" exposes no API; expected a scope or an app role: add one, or set identifierUri',
  },
  emptyList: {
    run: () => ResourceServer.oidc({ ...OIDC, audiences: [] }),
    place: "ResourceServer.oidc",
    text: "audiences is empty; expected at least one, because tokens for any API would pass otherwise: name one",
  },
  missingText: {
    run: () => ResourceServer.oidc({ ...OIDC, clientClaim: " " }),
    place: "ResourceServer.oidc",
    text: "the name of a claim is empty; expected its name, as it is in the tokens: give the name or leave the option out",
  },
  literalSecret: {
    run: () => NamedValueSource.plain(["-----BEGIN", "PRIVATE KEY-----"].join(" ")),
    place: "NamedValueSource.plain",
    text: "the text is a private key, which anyone who can read the configuration would see; expected text that is not a secret: use NamedValueSource.keyVault or NamedValueSource.secret",
  },
  unknownEndpoint: {
    run: (stack) => foreignServer(stack, ResourceServer.oidc(OIDC), OAuthGrant.clientCredentials()),
    place: "Stack/Server",
    text: "the resource server Orders API names no tokenEndpoint; expected one, because the authorization server needs it: give tokenEndpoint where the resource server is created",
  },
  emptyResourceServer: {
    run: (stack) => {
      const resource = { ...OWN_SERVER, issuers: [] };
      new JwtPolicy(stack, "Jwt", { target: api(stack), resource, callers: Callers.users("read") });
    },
    place: "Stack/Jwt",
    text: "the resource server Orders API names no issuer; expected at least one, because tokens of any issuer would pass otherwise: give one where the resource server is created",
  },
  scopeAndRoleShareValue: {
    run: (stack) => newOrders(stack).addRole(AppRole.forApplications("access_as_user")),
    place: "Stack/Orders",
    text: '"access_as_user" is the value of a scope and of a role; expected different values, because Entra ID keeps both in one namespace: rename the role, such as "access_as_user_as_application"',
  },
  roleIsForUsers: {
    run: (stack) => {
      const orders = newOrders(stack);
      orders.addRole(AppRole.forUsers("Admin"));
      newClient(stack).grantRole(orders, "Admin");
    },
    place: "Stack/Client",
    text: 'role "Admin" of Orders API is for users; expected a role for applications: make it with AppRole.forApplicationsAndUsers',
  },
  scopeAsRole: {
    run: (stack) => newClient(stack).grantRole(newOrders(stack), "access_as_user"),
    place: "Stack/Client",
    text: '"access_as_user" is a scope of Orders API; expected a role for applications: use it with Callers.users or requestScope, or name a role',
  },
  roleAsScope: {
    run: (stack) => newClient(stack).requestScope(newOrders(stack), "Orders.Read"),
    place: "Stack/Client",
    text: '"Orders.Read" is a role of Orders API; expected a scope: use it with Callers.applications or grantRole, or name a scope',
  },
  vaultInOtherCloud: {
    run: (stack) => {
      const vault = newVault(stack, "Vault", { cloud: AzureCloud.CHINA });
      new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault, secretName: "key" });
    },
    place: "Stack/Ref",
    text: "the service is in the public cloud and the vault in the china cloud; expected one cloud, because an identity has no access in another: set cloud where the service and the vault are imported",
  },
  azurermInOtherCloud: {
    run: () => {
      const stack = new TerraformStack(newApp(), "Stack");
      new AzurermProvider(stack, "azurerm", { features: [{}], environment: "usgovernment" });
      newVault(stack);
      Testing.synth(stack, true);
    },
    place: "Stack/Vault",
    text: "the azurerm provider works in the usgovernment cloud and the vault is in the public cloud; expected one cloud, because names and addresses differ: set cloud where the vault is imported, or environment of the provider",
  },
  noAzapiProvider: {
    run: (stack) => {
      pkceServer(stack);
      Testing.synth(stack, true);
    },
    place: "Stack/Server",
    text: 'an authorization server with PKCE is made with the AzAPI provider, and the stack has none; expected one, because the azurerm provider cannot make it: write new AzapiProvider(this, "azapi") in the stack',
  },
  missingClientSecret: {
    run: (stack) => pkceServer(stack, { grant: OAuthGrant.authorizationCode("read") }),
    place: "Stack/Server",
    text: "clientSecret is undefined; expected the secret of Portal, because the grant redeems with it: call addClientSecret on the client, or use OAuthGrant.authorizationCodeWithPkce",
  },
  uselessClientSecret: {
    run: (stack) => {
      const clientSecret = SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true }));
      pkceServer(stack, { clientSecret });
    },
    place: "Stack/Server",
    text: 'clientSecret is given for the grant "authorizationCodeWithPkce"; expected none, because the browser gets the token by itself, and a secret without a use is only kept in the state: remove clientSecret',
  },
  unknownGrantType: {
    run: (stack) => {
      const grant = OAuthGrant.authorizationCode("read");
      pkceServer(stack, { grant: Object.assign(Object.create(grant) as OAuthGrant, { grantType: "device" }) });
    },
    place: "Stack/Server",
    text: 'grantType of the grant is "device"; expected "clientCredentials" or "authorizationCode" or "authorizationCodeWithPkce" or "implicit" or "resourceOwnerPassword", because API Management knows no other: use a factory of OAuthGrant',
  },
  mcpOnServiceHost: {
    run: (stack) => mcpServer(stack, { hostName: undefined }),
    place: "Stack/Mcp",
    text: 'the host of the MCP server is "apim-contoso.azure-api.net"; expected a custom domain of the gateway, because Entra ID gives tokens only for an identifier URI of the API that equals the URL of the server (AADSTS9010010), and takes only verified domains of the tenant in one: give hostName',
  },
  otherIdentifierUri: {
    run: (stack) => {
      mcpServer(stack, {}, "api://orders");
      Testing.synth(stack, true);
    },
    place: "Stack/Mcp",
    text: 'the identifier URI of MCP is "api://orders"; expected "https://api.contoso.com/mcp/mcp", because clients ask for a token for the URL of the MCP server, and Entra ID refuses any other (AADSTS9010010): set identifierUri of the registration to McpServer.urlOf',
  },
  noTools: {
    run: (stack) => mcpServer(stack, { tools: [] }),
    place: "Stack/Mcp",
    text: "tools is empty; expected at least one, because the server offers nothing else: name an operation",
  },
  toolOfOtherService: {
    run: (stack) => {
      const apim = ApiManagement.fromName(stack, "Other", { name: "other", resourceGroupName: "rg-apim" });
      mcpServer(stack, { apim });
    },
    place: "Stack/Mcp",
    text: 'the tool "get" is an operation of operation get of API orders; expected one of the service of the server, because the gateway calls no other: give an operation of an API of that service',
  },
  anonymousTool: {
    run: (stack) => {
      const operation = api(stack).addOperation("get", { method: "GET", urlTemplate: "/" });
      mcpServer(stack, { tools: [{ operation, description: "Reads", callers: Callers.anonymous() }] });
    },
    place: "Stack/Mcp",
    text: 'the tool "get" has Callers.anonymous(); expected callers with a token, because the server checks the token of every request: leave callers out to let in all callers of the server',
  },
  bothSignIns: {
    run: (stack) =>
      new Api(stack, "Api", {
        ...OPEN,
        apim: newService(stack),
        path: "orders",
        authServer: ApimAuthServer.fromName(stack, "Server", "server"),
        openIdProvider: OpenIdConnectProvider.fromName(stack, "SignIn", "sign-in"),
      }),
    place: "Stack/Api",
    text: "authServer and openIdProvider are both given; expected one of the two, because the test console of an API uses one: leave openIdProvider out, whose ID tokens are not for the API",
  },
  noClientAuthentication: {
    run: (stack) => pkceServer(stack, { clientAuthentication: [] }),
    place: "Stack/Server",
    text: "clientAuthentication is empty; expected at least one way to send the secret: name one, or leave the option out",
  },
  clientIsResource: {
    run: (stack) => {
      const orders = newOrders(stack);
      orders.grantRole(orders, "Orders.Read");
    },
    place: "Stack/Orders",
    text: "client and resource are both Orders API; expected two registrations, because Entra ID refuses a token that an application requests for itself (AADSTS90009): register the client on its own",
  },
  differentAuthorities: {
    run: (stack) => {
      const client = new AppRegistration(stack, "Client", {
        displayName: "Client",
        authority: Authority.usGovernment(TENANT),
      });
      client.grantRole(newOrders(stack), "Orders.Read");
    },
    place: "Stack/Client",
    text: `the client belongs to tenant ${TENANT} of the usgovernment cloud and the resource to tenant ${TENANT} of the public cloud; expected one tenant in one cloud: give both registrations the same authority`,
  },
  bothDocuments: {
    run: (stack) => {
      const target = api(stack);
      new RawPolicy(stack, "First", { target, document: PolicyDocument.of() });
      new RawPolicy(stack, "Second", { target, document: PolicyDocument.of() });
    },
    place: "Stack/Second",
    text: "a policy document for API orders is already attached by Stack/First; expected one document for each target, because API Management keeps only one: merge the two",
  },
  unreadableDocument: {
    run: (stack) => {
      const document = PolicyDocument.parse("<fragment>\n  <set-body>\n</fragment>");
      new PolicyFragment(stack, "Fragment", { apim: newService(stack), name: "fragment", document });
    },
    place: "Stack/Fragment",
    text: "the document was read with a problem: C-16 well-formed fragment (line 2, column 3): <set-body> is not closed; expected </set-body>: add it",
  },
  refusedRoot: {
    run: (stack) => new RawPolicy(stack, "Raw", { target: api(stack), document: PolicyDocument.fragment([]) }),
    place: "Stack/Raw",
    text: "the root of the document is <fragment>; expected <policies>: create a PolicyFragment from the document, and include it",
  },
  refusedFragment: {
    run: (stack) =>
      new PolicyFragment(stack, "Fragment", {
        apim: newService(stack),
        name: "trace",
        document: PolicyDocument.parse("<fragment><base/></fragment>"),
      }),
    place: "Stack/Fragment",
    text: "the fragment contains <base>; expected statements that are allowed in a section: put <base /> into the documents that include the fragment",
  },
  policyIdTaken: {
    run: (stack) => {
      const target = api(stack);
      new JwtPolicy(target, "Policy", { target, resource: newOrders(stack), callers: Callers.users("access_as_user") });
    },
    place: "Stack/Api",
    text: 'id "Policy" is already used by another construct in this scope; expected it to be free for the policy document: give the other construct another id',
  },
  refusedPolicy: {
    run: (stack) => {
      const document = PolicyDocument.parse("<policies><inbound><base /><made-up /></inbound></policies>");
      new RawPolicy(stack, "Raw", { target: api(stack), document });
      // cdktf puts the text of an error in a lazy value into one of its own.
      const message = messageOf(() => Testing.synth(stack));
      throw new Error(/^Resolution error: ([^]*)\.$/.exec(message)![1]);
    },
    place: "Stack/Api/Policy",
    text: "the policy document for API orders has errors; expected none: correct them, or accept them with suppress and a reason\n  C-01 known-element inbound/made-up (line 1, column 28): <made-up> is not an element of <inbound>; expected a policy: remove it, or correct its name",
  },
  secondJwtPolicy: {
    run: (stack) => {
      const [target, resource] = [api(stack), newOrders(stack)];
      new JwtPolicy(stack, "First", { target, resource, callers: Callers.users("access_as_user") });
      new JwtPolicy(stack, "Second", { target, resource, callers: Callers.applications("Orders.Read") });
    },
    place: "Stack/Second",
    text: "tokens for API orders are already checked by Stack/First; expected one JwtPolicy for each target: use Callers.anyOf to allow several kinds of callers",
  },
  duplicateName: {
    run: (stack) => {
      api(stack, "First", "orders/v1");
      api(stack, "Second", "orders-v1");
    },
    place: "Stack/Second",
    text: 'the API "orders-v1" is already created by Stack/First; expected one of each, because the second would replace the first in Azure: choose another name, or use the existing one',
  },
  resourceHasNoApplicationRole: {
    run: (stack) => {
      const scoped = { displayName: "Orders API", scopes: [PermissionScope.of("read")] };
      authServer(stack, newClient(stack), new AppRegistration(stack, "Orders", scoped));
      Testing.synth(stack, true);
    },
    place: "Stack/Server",
    text: "the resource Orders API has no role for applications; expected one, because a token of client credentials holds roles and never a scope: add AppRole.forApplications(…) to its roles",
  },
  clientHasNoRole: {
    run: (stack) => {
      authServer(stack, newClient(stack), newOrders(stack));
      Testing.synth(stack, true);
    },
    place: "Stack/Server",
    text: "the client Client has no role of Orders API; expected one, because Entra ID refuses a token to a client without a role (AADSTS501051): call grantRole on the client",
  },
  invalidNumberOption: {
    run: (stack) =>
      new JwtPolicy(stack, "Jwt", {
        target: api(stack),
        resource: newOrders(stack),
        callers: Callers.users("access_as_user"),
        clockSkewSeconds: 301,
      }),
    place: "Stack/Jwt",
    text: "clockSkewSeconds is 301; expected a whole number from 0 to 300: change the value or leave the option out",
  },
  noAllowedClient: {
    run: (stack) =>
      new JwtPolicy(stack, "Jwt", {
        target: api(stack),
        resource: newOrders(stack),
        callers: Callers.users("access_as_user"),
        allowedClients: [],
      }),
    place: "Stack/Jwt",
    text: "allowedClients is empty, so no client could call; expected at least one client: name one, or omit the option",
  },
  secretOfOtherClient: {
    run: (stack) => {
      const [client, resource] = [newClient(stack), newOrders(stack)];
      new ApimAuthServer(stack, "Server", {
        apim: newService(stack),
        name: "server",
        resource,
        client,
        clientSecret: resource.addClientSecret("Portal", END),
        grant: OAuthGrant.clientCredentials(),
      });
    },
    place: "Stack/Server",
    text: "the client secret belongs to another registration than Client; expected a secret of the client, because Entra ID refuses any other (AADSTS7000215): call addClientSecret on the client",
  },
  secondPolicyResource: {
    run: (stack) => {
      ApimPolicy.of(api(stack));
      new ApiManagementApiPolicy(stack, "Raw", {
        apiManagementName: "apim-contoso",
        resourceGroupName: "rg-apim",
        apiName: "orders",
      });
      Testing.synth(stack, true);
    },
    place: "Stack/Api/Policy",
    text: "the policy document for API orders is held by Stack/Api/Policy/Resource and by Stack/Raw; expected one resource, because API Management keeps only one document and each would overwrite the other at every apply: give the statements of Stack/Raw to ApimPolicy.of, or its text to a RawPolicy, and remove it",
  },
  serverForOtherApi: {
    run: (stack) => {
      const [client, resource] = [newClient(stack), newOrders(stack)];
      client.grantRole(resource, "Orders.Read");
      const target = new Api(stack, "Api", {
        ...OPEN,
        apim: newService(stack, "ApiService"),
        path: "orders",
        authServer: authServer(stack, client, resource),
      });
      const other = importedApi(stack, "Billing", { displayName: "Billing API" });
      new JwtPolicy(stack, "Jwt", { target, resource: other, callers: Callers.applications("Billing.Read") });
      Testing.synth(stack, true);
    },
    place: "Stack/Api",
    text: "the authorization server gets tokens for Orders API and the policy accepts tokens for Billing API; expected one API, because every token of the test console would be rejected: give both the same resource",
  },
  serverForOtherCallers: {
    run: (stack) => {
      const [client, resource] = [newClient(stack), newOrders(stack)];
      client.grantRole(resource, "Orders.Read");
      const target = new Api(stack, "Api", {
        ...OPEN,
        apim: newService(stack, "ApiService"),
        path: "orders",
        authServer: authServer(stack, client, resource),
      });
      new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("access_as_user") });
      Testing.synth(stack, true);
    },
    place: "Stack/Api",
    text: "the tokens of the authorization server hold roles and the policy asks for scope access_as_user; expected one in common, because every token of the test console would be rejected: change the callers of the policy or the grant of the server",
  },
  differentClouds: {
    run: (stack) => {
      const [client, resource] = [newClient(stack), newOrders(stack)];
      const apim = ApiManagement.fromName(stack, "Apim", {
        name: "apim-contoso",
        resourceGroupName: "rg-apim",
        cloud: AzureCloud.CHINA,
      });
      const clientSecret = client.addClientSecret("Portal", END);
      const grant = OAuthGrant.clientCredentials();
      new ApimAuthServer(stack, "Server", { apim, name: "server", resource, client, clientSecret, grant });
    },
    place: "Stack/Server",
    text: "the service is in the china cloud and the registrations are in the public cloud; expected one cloud: set cloud where the service is imported, or authority on the registrations",
  },
  providerInOtherCloud: {
    run: (stack) => {
      new AzureadProvider(stack, "government", { environment: "usgovernment" });
      new AppRegistration(stack, "Orders", { displayName: "Orders API" });
      Testing.synth(stack, true);
    },
    place: "Stack/AzureadClientConfig",
    text: "the azuread provider works in the usgovernment cloud and a registration takes its tenant from it, as one of the public cloud; expected the same cloud: set authority on the registration, such as Authority.usGovernment(tenantId)",
  },
  differentStacks: {
    run: (stack) => {
      const vault = newVault(newStack("Other", newApp()));
      new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault, secretName: "backend-key" });
    },
    place: "Stack/Ref",
    text: "vault Other/Vault belongs to another stack; expected one of this stack, because Terraform orders resources only within a stack and keeps values passed between stacks in its state: import it here too, with fromName",
  },
};

/** By name of the factory: what a construct warns about, or tells. */
const WARNINGS = {
  secretWithoutUse: {
    run: (stack: TerraformStack) => {
      newClient(stack).addClientSecret("Portal", END);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Client: the client Client has a secret and no role or scope of an API, so its tokens let it do nothing; call grantRole or requestScope on it, or leave the secret out",
  },
  clientLacksCallers: {
    run: (stack: TerraformStack) => {
      const [resource, shop] = [newOrders(stack), newClient(stack)];
      const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: true });
      const callers = Callers.applications("Orders.Read");
      new JwtPolicy(stack, "Jwt", { target, resource, callers, allowedClients: [shop] });
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Jwt: the client Client is allowed to call and has no role Orders.Read of Orders API, so it is refused; call grantRole or requestScope on it, unless it gets them elsewhere",
  },
  usersNeedAssignment: {
    run: (stack: TerraformStack) => {
      const resource = newOrders(stack);
      const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: true });
      new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("access_as_user") });
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Jwt: users may call and Orders API requires an assignment, while none of its roles is for users, so Entra ID refuses them (AADSTS50105); add AppRole.forUsers and assign it to them, or set assignmentRequired to false: the token check refuses who has no role or scope",
  },
  plainHttp: {
    run: (stack: TerraformStack) => {
      new Api(stack, "Api", { apim: newService(stack), path: "orders", serviceUrl: "http://orders.contoso.com" });
    },
    warning:
      'Stack/Api: serviceUrl is "http://orders.contoso.com", so tokens and data reach the backend unencrypted; use https://',
  },
  anonymousBehindCheck: {
    run: (stack: TerraformStack) => {
      const target = newService(stack);
      const api = new Api(stack, "Api", { apim: target, path: "orders", subscriptionRequired: false });
      api.addOperation("health", { method: "GET", urlTemplate: "/", callers: Callers.anonymous() });
      const callers = Callers.users("access_as_user");
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers });
      Testing.synth(stack, true);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api/health: A-02 inherited-checks: operation health of API orders has Callers.anonymous(), and the policy of service apim-contoso checks its callers all the same; expected no check before it: let the operation through in that policy, or remove callers",
  },
  narrowerCheck: {
    run: (stack: TerraformStack) => {
      const resource = importedApi(stack);
      const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
      const get = target.addOperation("get", { method: "GET", urlTemplate: "/" });
      const both = Callers.anyOf(Callers.users("access_as_user"), Callers.applications("Orders.Read"));
      new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("access_as_user") });
      new JwtPolicy(stack, "JwtGet", { target: get, resource, callers: both });
      Testing.synth(stack, true);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api/get: A-02 inherited-checks: Stack/JwtGet names role Orders.Read, and Stack/Jwt, which runs before it, asks for scope access_as_user; expected all callers of the first to pass the second, because a request must pass both: give the operation callers in place of its JwtPolicy, or let the outer check admit them",
  },
  lateCheck: {
    run: (stack: TerraformStack) => {
      const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
      const target = api.addOperation("get", { method: "GET", urlTemplate: "/" });
      const callers = Callers.users("access_as_user");
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers });
      Testing.synth(stack, true);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api/get: operation get of API orders answers without its check from its creation until its own policy is in force, because that policy can only follow it; to leave no such moment, give the operation callers and put the JwtPolicy on the API",
  },
  lateCheckOfImport: {
    run: (stack: TerraformStack) => {
      const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
      const resource = target.node.findChild("Resource") as ApiManagementApi;
      resource.putImport({ contentFormat: "openapi+json", contentValue: "{}" });
      const callers = Callers.users("access_as_user");
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers });
      Testing.synth(stack, true);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api: the operations of API orders come with its import and answer without a check until the policy of the API is in force; to leave no such moment, check tokens in the policy of the service, or create the operations one by one with addOperation",
  },
  noExpiry: {
    run: (stack: TerraformStack) => {
      const value = SecretValue.fromVariable(new TerraformVariable(stack, "Key", { sensitive: true }));
      const vault = newVault(stack);
      new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault, secretName: "key", value });
    },
    warning:
      'Stack/Ref: the secret "key" is written into the vault without an expiry date, so no scanner and no alert says when to replace it; give endDate, or leave it out where something else rotates the secret',
  },
  keyBesideToken: {
    run: (stack: TerraformStack) => {
      const [target, resource] = [api(stack), newOrders(stack)];
      new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.applications("Orders.Read") });
      Testing.synth(stack, true);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api: callers need a subscription key in addition to their token, because subscriptionRequired is true by default, and get 401 without one; set it to false if the token is enough, or to true if the key is intended",
  },
  readBackOtherwise: {
    run: (stack: TerraformStack) => {
      const target = api(stack);
      ApimPolicy.of(target).addInbound(
        new PolicyElement("custom", { attributes: [{ name: "note", value: "a & b\nc" }] }),
      );
      ApimPolicy.of(target).suppress("C-01", "a policy that the catalog does not know");
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api/Policy: the document holds &#xA; in plain text, and the provider reads it back in another form, so every plan changes the policy; expected no tabs, line breaks or references in the text of this document: write the value as an expression, or leave them out",
  },
  laterRevision: {
    run: (stack: TerraformStack) => new Api(stack, "Api", { apim: newService(stack), path: "orders", revision: "2" }),
    warning:
      'Stack/Api: the revision is "2"; expected "1" or none, because operations and policies belong to the current revision, which may be another, and a changed revision replaces the API: leave the option out, or make sure that this revision is the current one',
  },
  readLater: {
    run: (stack: TerraformStack) =>
      new KeyVaultSecretRef(stack, "Ref", {
        apim: newService(stack),
        vault: newVault(stack),
        secretName: "portal",
        value: newClient(stack).addClientSecret("Portal", END),
      }),
    warning:
      "Stack/Ref: API Management reads a new client secret from the vault within four hours, and a changed end date deletes the old secret in the same deployment, so calls can fail in between; to rotate, add a second client secret, use it here, and remove the first in a later deployment",
  },
  idTokenRefused: {
    run: (stack: TerraformStack) => {
      const openIdProvider = OpenIdConnectProvider.fromName(stack, "SignIn", "sign-in");
      const props = { apim: newService(stack), path: "orders", subscriptionRequired: true, openIdProvider };
      const target = new Api(stack, "Api", props);
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers: Callers.users("read") });
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api: the test console sends an ID token, which is for its client, and the JwtPolicy of API orders refuses it; give an ApimAuthServer as authServer in place of openIdProvider",
  },
  checkBehindTool: {
    run: (stack: TerraformStack) => {
      const target = new Api(stack, "Api", {
        apim: newService(stack, "Own"),
        path: "orders",
        subscriptionRequired: false,
      });
      const operation = target.addOperation("get", { method: "GET", urlTemplate: "/" });
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers: Callers.users("read") });
      const resource = importedApi(stack, "McpApi", { identifierUri: "https://api.contoso.com/mcp/mcp" });
      new AzapiProvider(stack, "azapi");
      new McpServer(stack, "Mcp", {
        apim: newService(stack),
        path: "mcp",
        hostName: "api.contoso.com",
        resource,
        callers: Callers.users("read"),
        tools: [{ operation, description: "Reads" }],
      });
      Testing.synth(stack, true);
    },
    warning:
      'Stack/Mcp: the tool "get" calls an operation whose tokens Stack/Jwt checks, and the gateway may not pass the token of the caller on to it, so that calls are answered 401; check tokens on the MCP server, and let the API in another way know that the server calls it',
  },
  unmanagedRedirectUri: {
    run: (stack: TerraformStack) => {
      const resource = ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience: "orders" });
      foreignServer(stack, resource, OAuthGrant.authorizationCode("read"));
    },
    warning:
      "Stack/Server: Portal is not created here, so its redirect URIs are not managed; register https://apim-contoso.developer.azure-api.net/signin-oauth/code/callback/portal as a Web redirect URI where it is created",
  },
};

test.each(Object.entries(WARNINGS))("warns with the text of %s", (_name, { run, warning }) => {
  const stack = newStack();
  run(stack);
  expect(annotationsIn(stack)).toEqual([warning]);
});

test("every factory of errors has a row here", () => {
  expect(["EXPIRED_SECRET", "error", "shown", ...Object.keys(ROWS), ...Object.keys(WARNINGS)].sort()).toEqual(
    Object.keys(errors).sort(),
  );
});

test.each(Object.entries(ROWS))("fails with the text of %s", (name, { run, place, text }) => {
  const message = messageOf(() => run(newStack()));
  if (message.startsWith("Validation failed")) {
    expect(message).toContain(`[${place}] ${text}\n`);
    // The id of a rule comes first.
    expectSentence(text.replace(/^A-\d\d [a-z-]+: /, ""));
  } else {
    expect(message).toBe(`${place}: ${text}`);
    expectErrorText(message, { place });
  }
  expect(name in errors).toBe(true);
});

/** The errors that a construct words itself, in the order of the files. */
const WORDED: readonly (Row & { readonly file: string })[] = [
  {
    file: "core/secret-value.ts",
    run: (stack) => SecretValue.fromVariable(new TerraformVariable(stack, "Secret", {})),
    place: "Stack/Secret",
    text: "the variable of a secret is not sensitive; expected sensitive: true, because Terraform prints the values of other variables: set it on the variable",
  },
  {
    file: "core/secret-value.ts",
    run: (stack) =>
      SecretValue.fromVariable(new TerraformVariable(stack, "Secret", { sensitive: true, default: "planted-literal" })),
    place: "Stack/Secret",
    text: "the variable of a secret has a default; expected none, because a default is written to the configuration: set the value with TF_VAR_<name> in CI",
  },
  {
    file: "core/secret-value.ts",
    run: (stack) => SecretValue._fromTerraform(() => "planted-literal", 1)._expression(stack),
    place: "Stack",
    text: "a secret is a literal; expected a Terraform expression: take it from a variable, with SecretValue.fromVariable",
  },
  {
    file: "core/terraform-text.ts",
    run: (stack) => {
      const target = api(stack);
      const failedValidationErrorMessage = Lazy.stringValue({ produce: () => "<planted>" });
      const callers = Callers.users("read");
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers, failedValidationErrorMessage });
      ApimPolicy.of(target).render();
    },
    place: "Stack/Api/Policy",
    text: 'a value that is resolved at synth puts markup, quotes, line breaks, braces or "@(" into policy text, or is not text; expected plain text: pass the text itself instead of a lazy value, so that it can be escaped',
  },
];

test("every error that a construct words itself has a row here", () => {
  const root = join(__dirname, "../src");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => file.replace(/\\/g, "/"))
    .filter((file) => /^(?:oauth|core|entra|apim|keyvault)\/.*\.ts$/.test(file) && !FACTORIES.includes(file));
  const found = files.flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    return [...source.matchAll(/(?:throw|return) error\(/g)].map(() => file);
  });
  expect(found.sort()).toEqual(WORDED.map(({ file }) => file).sort());
});

test.each(WORDED)("fails in $file with the text: $text", ({ run, place, text }) => {
  const message = messageOf(() => run(newStack()));
  expect(message).toBe(`${place}: ${text}`);
  expectErrorText(message, { place });
  expect(message).not.toContain("planted");
});

test("a text names the class where the construct has no path", () => {
  const app = newApp();
  expect(errors.error(app, "a text").message).toBe("App: a text");
  expect(errors.error(newStack(), "a text").message).toBe("Stack: a text");
});

test("a long value is cut, and one without a near name gets another next step", () => {
  const long = "x".repeat(500);
  const message = errors.unknownValue("Place", "scope", long, "Orders API", [], "scopes").message;
  expectErrorText(message, { place: "Place", value: `"${"x".repeat(117)}..."` });
  expect(message).toContain("expected one that is there, and there is none: add it to scopes, or change the name");
});

test("a value cannot bring line breaks or quotes into a text", () => {
  const message = errors.invalidValue("Place", "option", 'a"\n\u0007b', "c", "d").message;
  expect(message).toBe('Place: option is "a\\"\\n\\u0007b"; expected c: d');
});
