import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimIdentity,
  ApimPolicy,
  AzapiProvider,
  Backend,
  BackendAddress,
  BackendCredential,
  BackendPool,
  type BackendProps,
  Callers,
  JwtPolicy,
  NamedValue,
  NamedValueSource,
  RawPolicy,
  policy,
} from "cdktf-apim-oauth";
import { messageOf } from "../../support/error-text";
import {
  guid,
  newApp,
  newOrders,
  newService,
  newStack,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
} from "../../support/synth";

const SERVICE = "/subscriptions/s/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso";

function poolStack(): TerraformStack {
  const stack = newStack();
  new AzapiProvider(stack, "azapi");
  return stack;
}

function backend(stack: TerraformStack, name: string, props: Partial<BackendProps> = {}): Backend {
  const apim = ApiManagement.fromResourceId(stack, `${name}-service`, SERVICE);
  const address = BackendAddress.https(`https://${name}.contoso.com`);
  return new Backend(stack, name, { apim, name, address, ...props });
}

function key(stack: TerraformStack, name: string): BackendCredential {
  const apim = newService(stack, `${name}-service`);
  return BackendCredential.functionKey(
    new NamedValue(stack, name, { apim, name, source: NamedValueSource.plain("text") }),
  );
}

function differenceOf(
  make: (stack: TerraformStack) => readonly [Partial<BackendProps>, Partial<BackendProps>],
): string {
  const stack = poolStack();
  const [one, other] = make(stack);
  const members = [{ backend: backend(stack, "east", one) }, { backend: backend(stack, "west", other) }];
  return messageOf(() => new BackendPool(stack, "Pool", { name: "pool", members }));
}

/** The document of an API that is protected and sends its requests to a backend. */
function documentWith(stack: TerraformStack, pool: BackendPool): string {
  const api = new Api(stack, "Api", { apim: newService(stack, "ApiService"), path: "orders", backend: pool });
  new JwtPolicy(stack, "Jwt", {
    target: api,
    resource: newOrders(stack),
    callers: Callers.applications("Orders.Read"),
  });
  return ApimPolicy.of(api).render();
}

describe("a pool of backends", () => {
  test("names its members by their ids, and comes after them", () => {
    const stack = poolStack();
    const [east, west] = [backend(stack, "east"), backend(stack, "west")];
    new BackendPool(stack, "Pool", {
      name: "orders",
      members: [
        { backend: east, priority: 1, weight: 3 },
        { backend: west, priority: 2 },
      ],
      description: 'Two "regions", ${both}',
    });
    expect(resourceOf(synth(stack), "azapi_resource")).toEqual({
      type: "Microsoft.ApiManagement/service/backends@2024-05-01",
      name: "orders",
      parent_id: SERVICE,
      body: {
        properties: {
          type: "Pool",
          description: 'Two "regions", $${both}',
          pool: {
            services: [
              { id: `${SERVICE}/backends/east`, priority: 1, weight: 3 },
              { id: `${SERVICE}/backends/west`, priority: 2 },
            ],
          },
        },
      },
      schema_validation_enabled: false,
      lifecycle: { create_before_destroy: true },
      depends_on: ["azurerm_api_management_backend.east_45372471", "azurerm_api_management_backend.west_264B498D"],
    });
  });

  test("is a backend of an API, whose policy comes after it", () => {
    const stack = poolStack();
    const pool = new BackendPool(stack, "Pool", { name: "pool", members: [{ backend: backend(stack, "east") }] });
    const document = documentWith(stack, pool);
    expect(document).toContain('<set-backend-service backend-id="pool" />');
    expect(document).not.toContain('backend-id="east"');
    const { depends_on: before } = resourceOf(synth(stack), "azurerm_api_management_api_policy");
    expect(before).toContain("azapi_resource.Pool_D3F588B8");
  });

  test("is known by its name to a document that is given as text", () => {
    const stack = poolStack();
    new BackendPool(stack, "Pool", { name: "pool", members: [{ backend: backend(stack, "east") }] });
    const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", ...OPEN });
    const text = '<policies><inbound><base /><set-backend-service backend-id="pool" /></inbound></policies>';
    new RawPolicy(stack, "Raw", { target: api, document: policy.PolicyDocument.parse(text) });
    const { depends_on: before } = resourceOf(synth(stack), "azurerm_api_management_api_policy");
    expect(before).toEqual(["azapi_resource.Pool_D3F588B8"]);
  });

  test("removes what callers send in the place of the credential of any member, once", () => {
    const stack = poolStack();
    const members = [
      { backend: backend(stack, "east", { credentials: [key(stack, "east-key")] }) },
      { backend: backend(stack, "west", { credentials: [key(stack, "west-key")] }) },
    ];
    const document = documentWith(stack, new BackendPool(stack, "Pool", { name: "pool", members }));
    expect(document.match(/<set-header name="x-functions-key" exists-action="delete" \/>/g)).toHaveLength(1);
    expect(document).toMatch(
      /<backend>\s*<choose>\s*<when .*>\s*<set-header name="Authorization" exists-action="delete" \/>/,
    );
  });

  test("gets one token for members with one identity", () => {
    const stack = poolStack();
    const resource = newOrders(stack, "Backends");
    const credentials = [BackendCredential.managedIdentity({ resource })];
    const members = ["east", "west"].map((name) => ({ backend: backend(stack, name, { credentials }) }));
    const pool = new BackendPool(stack, "Pool", { name: "pool", members });
    const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", backend: pool, ...OPEN });
    expect(
      ApimPolicy.of(api)
        .render()
        .match(/<authentication-managed-identity/g),
    ).toHaveLength(1);
  });

  test("takes a backend that exists already", () => {
    const stack = poolStack();
    const apim = newService(stack);
    const existing = Backend.fromName(stack, "Existing", { apim, name: "existing" });
    new BackendPool(stack, "Pool", { name: "pool", members: [{ backend: existing }] });
    const found = resourceOf(synth(stack), "azapi_resource");
    expect(JSON.stringify(found.body)).toContain("/backends/existing");
    expect(found).not.toHaveProperty("depends_on");
  });

  test("orders the stacks when a member is in another", () => {
    const app = newApp();
    const [first, second] = [newStack("First", app), newStack("Second", app)];
    new AzapiProvider(second, "azapi");
    new BackendPool(second, "Pool", { name: "pool", members: [{ backend: backend(first, "east") }] });
    const { Second } = synthStacks(app);
    expect(second.dependencies.map(({ node }) => node.id)).toEqual(["First"]);
    expect(resourcesOf(Second!, "azapi_resource")).toHaveLength(1);
  });

  test("takes numbers that only Terraform knows", () => {
    const stack = poolStack();
    const weight = new TerraformVariable(stack, "weight", { type: "number" }).numberValue;
    new BackendPool(stack, "Pool", { name: "pool", members: [{ backend: backend(stack, "east"), weight }] });
    expect(JSON.stringify(resourceOf(synth(stack), "azapi_resource").body)).toContain('"weight":"${var.weight}"');
  });

  test("fails when its members differ in what a policy does for them", () => {
    const differ = (what: string): string => `the backends east and west of the pool differ in ${what}; expected `;
    expect(differenceOf((stack) => [{ credentials: [key(stack, "key")] }, {}])).toContain(
      differ("whether they get the token of the caller"),
    );
    expect(
      differenceOf((stack) => [
        { credentials: [BackendCredential.managedIdentity({ resource: newOrders(stack, "One") })] },
        { credentials: [BackendCredential.managedIdentity({ resource: newOrders(stack, "Two") })] },
      ]),
    ).toContain(differ("the managed identity or its resource"));
    expect(
      differenceOf((stack) => {
        const resource = newOrders(stack, "One");
        const identity = ApimIdentity.userAssigned({ clientId: guid(1), principalId: guid(2) });
        return [
          { credentials: [BackendCredential.managedIdentity({ resource })] },
          { credentials: [BackendCredential.managedIdentity({ resource, identity })] },
        ];
      }),
    ).toContain(differ("the managed identity or its resource"));
    expect(differenceOf(() => [{ timeoutSeconds: 5 }, {}])).toContain(differ("timeoutSeconds or retry"));
    expect(differenceOf(() => [{ retry: { count: 1 } }, { retry: { count: 2 } }])).toContain(
      differ("timeoutSeconds or retry"),
    );
  });

  test("fails for a token of the gateway that a backend would get of which nothing is known", () => {
    const stack = poolStack();
    const east = backend(stack, "east", {
      credentials: [BackendCredential.managedIdentity({ resource: newOrders(stack) })],
    });
    const existing = Backend.fromName(stack, "Existing", { apim: east.apim, name: "existing" });
    const members = [{ backend: east }, { backend: existing }];
    expect(messageOf(() => new BackendPool(stack, "Pool", { name: "pool", members }))).toContain(
      "differ in the managed",
    );
  });

  test.each([0, 31])("fails for %i members", (count) => {
    const stack = poolStack();
    const members = Array.from({ length: count }, (_, index) => ({ backend: backend(stack, `b${index}`) }));
    expect(messageOf(() => new BackendPool(stack, "Pool", { name: "pool", members }))).toBe(
      `Stack/Pool: the number of members is ${count}; expected 1 to 30: change the value or leave the option out`,
    );
  });

  test("fails for a backend that is named twice, for one of another service and for a name that is taken", () => {
    const stack = poolStack();
    const east = backend(stack, "east");
    const other = ApiManagement.fromName(stack, "Other", { name: "other", resourceGroupName: "rg" });
    const abroad = backend(stack, "abroad", { apim: other });
    const pool = (id: string, name: string, ...backends: Backend[]): (() => unknown) => {
      return () => new BackendPool(stack, id, { name, members: backends.map((member) => ({ backend: member })) });
    };
    expect(pool("Twice", "twice", east, east)).toThrow(/^Stack\/Twice: backend "east" is given twice; /);
    expect(pool("Abroad", "abroad", east, abroad)).toThrow(/is of another service than the backend abroad/);
    expect(pool("Taken", "east", east)).toThrow(/^Stack\/Taken: the backend "east" is already created by Stack\/east;/);
  });

  test("fails in a stack without the provider that makes it", () => {
    const stack = newStack();
    new BackendPool(stack, "Pool", { name: "pool", members: [{ backend: backend(stack, "east") }] });
    expect(messageOf(() => synth(stack))).toContain("a pool of backends is made with the AzAPI provider");
  });
});
