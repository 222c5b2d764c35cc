import {
  AppRegistration,
  AppRole,
  Authority,
  type AppRegistrationProps,
  PermissionScope,
  Principal,
  SignInAudience,
  TokenVersion,
} from "cdktf-apim-oauth";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { type App, type TerraformResource, TerraformStack } from "cdktf";
import { guid, importedApi, newClient, newStack, resourcesOf, synth, TENANT } from "../support/synth";

const END = { endDate: "2027-05-31T00:00:00Z" };

function registration(props: Partial<AppRegistrationProps> = {}): AppRegistration {
  const authority = Authority.publicCloud(TENANT);
  return new AppRegistration(newStack(), "Orders", { displayName: "Orders", authority, ...props });
}

function idOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
}

describe("with personal accounts", () => {
  const personal = (props: Partial<AppRegistrationProps> = {}): AppRegistration =>
    registration({ signInAudience: SignInAudience.multipleTenantsAndPersonalAccounts([guid(2)]), ...props });
  const third = "there are 3 client secrets; expected at most 2, because personal Microsoft accounts sign in";

  test("there are two client secrets, singly or as a pair", () => {
    const singles = personal();
    singles.addClientSecret("One", END);
    singles.addClientSecret("Two", END);
    expect(() => singles.addClientSecret("Three", END)).toThrow(`Stack/Orders: ${third}`);
    const pair = personal();
    pair.addRotatingClientSecret("Pair", { generation: 1 });
    expect(() => pair.addClientSecret("Three", END)).toThrow(third);
    const both = personal();
    both.addClientSecret("One", END);
    expect(() => both.addRotatingClientSecret("Pair", { generation: 1 })).toThrow(third);
  });

  test("a rotation of the pair makes no third one, and for others no gap", () => {
    const lifecycles = [personal(), registration()].map((made) => {
      made.addRotatingClientSecret("Pair", { generation: 1 });
      made.addRedirectUri("https://contoso.com/");
      const passwords = resourcesOf(synth(TerraformStack.of(made)), "azuread_application_password");
      return passwords.map(({ lifecycle }) => (lifecycle as { create_before_destroy: boolean }).create_before_destroy);
    });
    expect(lifecycles).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  test("clients are pre-authorized for 500 scopes in all", () => {
    const scopes = Array.from({ length: 30 }, (_, index) => `s${index}`);
    const api = personal({ scopes: scopes.map((value) => PermissionScope.of(value)) });
    const authorize = (index: number, values: readonly string[]): void =>
      api.preAuthorize({ clientId: idOf(index), displayName: `Client ${index}` }, ...values);
    for (let index = 0; index < 16; index++) authorize(index, scopes);
    authorize(16, scopes.slice(0, 20));
    expect(() => authorize(17, scopes.slice(0, 1))).toThrow(
      "clients are pre-authorized for 501 scopes; expected at most 500",
    );
  });
});

test("others have as many secrets as they want", () => {
  const many = registration();
  expect(() => ["One", "Two", "Three"].forEach((id) => many.addClientSecret(id, END))).not.toThrow();
});

test("a client requests permissions of at most 10 APIs of other tenants, and roles without a request of any number", () => {
  const stack = newStack();
  const authority = Authority.publicCloud(TENANT);
  const signInAudience = SignInAudience.multipleTenants([guid(2)]);
  const client = new AppRegistration(stack, "Client", { displayName: "Client", authority, signInAudience });
  const api = (index: number, tenant: string): ReturnType<typeof importedApi> =>
    importedApi(stack, `Api${index}`, {
      clientId: idOf(index),
      authority: Authority.publicCloud(tenant),
      signInAudience: SignInAudience.multipleTenants([TENANT, guid(2)]),
    });
  for (let index = 0; index < 10; index++) client.requestScope(api(index, guid(2)), "read");
  client.requestScope(api(10, TENANT), "read");
  expect(() => client.requestScope(api(11, guid(2)), "read")).toThrow(
    "Stack/Client: there are 11 APIs of other tenants with permissions; expected at most 10",
  );
  const same = importedApi(stack, "Same", { clientId: client.clientId });
  for (let index = 100; index < 151; index++) same.grantRole(api(index, TENANT), "Read");
  expect(resourcesOf(synth(stack), "azuread_app_role_assignment")).toHaveLength(51);
});

test("a registration has at most 100 owners", () => {
  const owners = (count: number): Principal[] =>
    Array.from({ length: count }, (_, index) => Principal.fromObjectId(idOf(index)));
  expect(() => registration({ owners: owners(100) })).not.toThrow();
  expect(() => registration({ owners: owners(101) })).toThrow(
    "Stack/Orders: there are 101 owners; expected at most 100, because Entra ID takes no more: leave some out",
  );
});

test("a scope has at most 120 characters, and one that exists is what it is", () => {
  expect(() => registration({ scopes: [PermissionScope.of("x".repeat(120))] })).not.toThrow();
  expect(() => registration({ scopes: [PermissionScope.of("x".repeat(121))] })).toThrow(
    /^Stack\/Orders: scope is "x+\.\.\."; expected at most 120 characters/,
  );
  expect(() => registration({ roles: [AppRole.forUsers("x".repeat(249))] })).not.toThrow();
  const stack = newStack();
  const existing = importedApi(stack, "Existing", { scopes: [PermissionScope.of("x".repeat(200))] });
  expect(() => newClient(stack).requestScope(existing, "x".repeat(200))).not.toThrow();
});

test("scopes and roles are at most 1200", () => {
  const roles = Array.from({ length: 1199 }, (_, index) => AppRole.forUsers(`Role${index}`));
  const api = registration({ roles, scopes: [PermissionScope.of("read")] });
  expect(() => api.addScope(PermissionScope.of("write"))).toThrow(
    "there are 1201 scopes and roles; expected at most 1200",
  );
});

describe("two registrations with one identifier URI", () => {
  const api = (stack: TerraformStack, id: string, props: Partial<AppRegistrationProps> = {}): AppRegistration =>
    new AppRegistration(stack, id, { displayName: id, identifierUri: "api://orders", ...props });
  const tenant = Authority.publicCloud(TENANT);
  const other = Authority.publicCloud(guid(2));

  test.each<[string, Partial<AppRegistrationProps>, Partial<AppRegistrationProps>]>([
    ["tenants", { authority: tenant }, { authority: other }],
    ["clouds", { authority: tenant }, { authority: Authority.usGovernment(TENANT) }],
    ["URIs", {}, { identifierUri: "api://orders/v2" }],
    ["URIs, one of them made by Entra ID", {}, { identifierUri: undefined, roles: [AppRole.forUsers("Admin")] }],
  ])("have different %s", (_title, one, two) => {
    const stack = newStack();
    api(stack, "One", one);
    api(stack, "Two", two);
    expect(() => synth(stack)).not.toThrow();
  });

  test("are one, if one of them is the import of the other", () => {
    const stack = newStack();
    api(stack, "One", { authority: tenant });
    importedApi(stack, "Two", { identifierUri: "api://orders", authority: tenant });
    expect(() => synth(stack)).not.toThrow();
  });

  test("fail in one tenant, whatever the capitals, also over two stacks", () => {
    const one = newStack("One");
    const two = newStack("Two", one.node.root as App);
    api(one, "Api", { authority: tenant });
    api(two, "Api", { authority: tenant, identifierUri: "api://Orders" });
    expect(() => synth(one)).not.toThrow();
    expect(() => synth(two)).toThrow('[Two/Api] identifierUri "api://Orders" is that of One/Api as well; ');
  });

  test("fail in the tenant of the provider, and not in those of two providers", () => {
    const stack = newStack();
    const second = new AzureadProvider(stack, "second", { alias: "second" });
    api(stack, "One");
    const two = api(stack, "Two");
    expect(() => synth(stack)).toThrow("Stack/Two");
    (two.node.findChild("Resource") as TerraformResource).provider = second;
    expect(() => synth(stack)).not.toThrow();
  });
});

test("the name of a registration has at most 120 characters, and one that exists is what it is", () => {
  expect(() => registration({ displayName: "x".repeat(120) })).not.toThrow();
  expect(() => registration({ displayName: "x".repeat(121) })).toThrow(/displayName is ".*"; expected 1 to 120 char/);
  const tokenVersion = TokenVersion.V2;
  expect(() => AppRegistration.fromDisplayName(newStack(), "Old", "x".repeat(256), { tokenVersion })).not.toThrow();
});
