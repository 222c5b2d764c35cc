import { inspect } from "node:util";
import { Deployment, DeploymentError } from "../../src/deployment";

/** A configuration with one API, and what a test changes in it. */
function withApi(more: Readonly<Record<string, unknown>>, api: object = {}, stack = "shop"): object {
  const { resource, ...rest } = more as { resource?: object };
  return {
    "//": { metadata: { stackName: stack } },
    ...rest,
    resource: {
      azurerm_api_management_api: {
        orders: {
          api_management_name: "contoso",
          resource_group_name: "rg",
          name: "orders",
          revision: "1",
          path: "orders",
          protocols: ["https"],
          ...api,
        },
      },
      ...resource,
    },
  };
}

const IN_API = { api_management_name: "contoso", resource_group_name: "rg", api_name: "orders" };

function apiOf(deployment: Deployment): Deployment["services"][number]["apis"][number] {
  const api = deployment.services[0]?.apis[0];
  if (api === undefined) throw new Error("there is no API");
  return api;
}

describe("what Terraform resolves", () => {
  test.each([
    ["a variable with a default", "${var.name}", { variable: { name: { default: "x" } } }, "x"],
    ["a local value", "${local.a}", { locals: { a: "${local.b}-${lower(local.c[0])}", b: "b", c: ["C"] } }, "b-c"],
    ["an argument", "${azurerm_api_management_api.orders.name}", {}, "orders"],
    ["a part of an argument", "${azurerm_api_management_api.orders.protocols[0]}", {}, "https"],
    [
      "a splat",
      '${join(",", azurerm_resource_group.g[*].name)}',
      groups({ count: 2, name: "rg-${count.index}" }),
      "rg-0,rg-1",
    ],
    [
      "one of several",
      '${azurerm_resource_group.g["eu"].location}',
      groups({ for_each: { eu: "westeurope", us: "eastus" }, location: "${each.value}", name: "rg-${each.key}" }),
      "westeurope",
    ],
  ])("%s", (_, path, more, expected) => {
    const deployment = Deployment.fromSynth(withApi(more, { path }));
    expect(deployment.unresolved).toEqual([]);
    expect(apiOf(deployment).path).toBe(expected);
  });

  function groups(body: object): object {
    return { resource: { azurerm_resource_group: { g: body } } };
  }

  test("the instances of a resource that has one for each of another, wherever that stands", () => {
    const operation = { ...IN_API, for_each: "${random_uuid.z}", operation_id: "${each.key}", method: "GET" };
    const more = (name: string): Readonly<Record<string, unknown>> => ({
      resource: {
        azurerm_api_management_api_operation: { [name]: { ...operation, url_template: "/${each.value.result}" } },
        random_uuid: { z: { for_each: '${toset(["a", "b"])}' } },
      },
    });
    const { operations } = apiOf(Deployment.fromSynth(withApi(more("all"))));
    expect(operations.map(({ address }) => address)).toEqual([
      'azurerm_api_management_api_operation.all["a"]',
      'azurerm_api_management_api_operation.all["b"]',
    ]);
    expect(new Set(operations.map(({ urlTemplate }) => urlTemplate)).size).toBe(2);
    expect(operations[0]?.urlTemplate).toMatch(/^\/[\da-f-]{36}$/);
    const circle = {
      resource: {
        azurerm_api_management_api_operation: {
          a: { ...operation, for_each: "${azurerm_api_management_api_operation.a}" },
        },
      },
    };
    expect(() => apiOf(Deployment.fromSynth(withApi(circle))).operations).toThrow("refers to itself");
  });

  test("the instances of a resource, with their addresses", () => {
    const operation = {
      ...IN_API,
      for_each: { list: "GET", create: "POST" },
      operation_id: "${each.key}",
      method: "${each.value}",
      url_template: "/",
      dynamic: {
        template_parameter: { for_each: ["id"], content: { name: "${template_parameter.value}", type: "string" } },
      },
    };
    const api = apiOf(
      Deployment.fromSynth(withApi({ resource: { azurerm_api_management_api_operation: { all: operation } } })),
    );
    expect(api.operations.map(({ address, method }) => [address, method])).toEqual([
      ['azurerm_api_management_api_operation.all["list"]', "GET"],
      ['azurerm_api_management_api_operation.all["create"]', "POST"],
    ]);
    expect(api.operations[0]?.templateParameters).toEqual([
      { name: "id", type: "string", required: false, values: [] },
    ]);
  });
});

describe("what has no value", () => {
  test.each([
    ["${var.none}", {}, "the variable none has no value: give it one"],
    ["${local.none}", {}, "there is no local value none"],
    ["${local.a}", { locals: { a: "${local.b}", b: "${local.a}" } }, "it refers to itself"],
    ["${azurerm_api_management_api.other.name}", {}, "there is no azurerm_api_management_api.other"],
    ["${module.network.name}", {}, "module.network.name has no value here"],
    [
      "${azurerm_api_management_api.orders.is_online}",
      {},
      "only the deployment knows it: give its state, or in a test the value",
    ],
    ["${upper(}", {}, 'did not expect "}", at character 8'],
    ["%{ if true }x%{ endfor }", {}, "did not expect %{ endfor }, at character 22"],
    ['${file("a.txt")}', {}, 'the file "a.txt" is not in the JSON: read the folder that cdktf writes'],
    ["${path.cwd}", {}, "path.cwd has no value here"],
  ])("%s is listed, and throws when it is read", (path, more, reason) => {
    const deployment = Deployment.fromSynth(withApi(more, { path }));
    const address = "azurerm_api_management_api.orders";
    expect(deployment.unresolved).toMatchObject([{ address, stack: "shop", property: "path", reason }]);
    const api = apiOf(deployment);
    expect(api.name).toBe("orders");
    expect(() => api.path).toThrow(DeploymentError);
    expect(() => api.path).toThrow(`path of ${address} has no value: ${reason}; the expression is`);
    expect(() => ({ ...api })).toThrow(DeploymentError);
    expect(JSON.stringify(deployment)).toContain(JSON.stringify(`<unresolved: ${reason}>`).slice(1, -1));
    expect(inspect(deployment, { depth: 9 })).toContain("<unresolved: ");
  });

  test("fails a list that may have one more item", () => {
    const operation = { ...IN_API, api_name: "${var.api}", operation_id: "a", method: "GET", url_template: "/" };
    const api = apiOf(
      Deployment.fromSynth(withApi({ resource: { azurerm_api_management_api_operation: { a: operation } } })),
    );
    expect(() => api.operations).toThrow("the variable api has no value");
  });

  test("fails the policy of each API that it may belong to, and of no other service", () => {
    const policy = { ...IN_API, api_name: "${var.api}", xml_content: "<policies />" };
    const other = { ...IN_API, api_management_name: "other", name: "other", path: "o" };
    const more = { resource: { azurerm_api_management_api_policy: { p: policy } } };
    const stack = withApi(more) as { resource: Record<string, Record<string, object>> };
    stack.resource.azurerm_api_management_api = { ...stack.resource.azurerm_api_management_api, other };
    const [contoso, others] = Deployment.fromSynth(stack).services;
    expect(() => contoso?.apis[0]?.policy).toThrow("the variable api has no value");
    expect(others?.apis[0]?.policy).toBeUndefined();
  });

  test("fails when two documents have one target", () => {
    const policy = { ...IN_API, xml_content: "<policies />" };
    const api = apiOf(
      Deployment.fromSynth(withApi({ resource: { azurerm_api_management_api_policy: { p: policy, q: policy } } })),
    );
    expect(() => api.policy).toThrow("azurerm_api_management_api_policy.p is a second document of the same target");
  });

  test("fails for a number of instances that is not known", () => {
    const operation = {
      ...IN_API,
      for_each: "${var.all}",
      operation_id: "${each.key}",
      method: "GET",
      url_template: "/",
    };
    const api = apiOf(
      Deployment.fromSynth(withApi({ resource: { azurerm_api_management_api_operation: { a: operation } } })),
    );
    expect(() => api.operations).toThrow("the variable all has no value");
  });
});

describe("values that somebody gives", () => {
  test("take the place of what only the deployment knows", () => {
    const stack = withApi({}, { path: "${azurerm_api_management_api.orders.is_online}", display_name: "${var.name}" });
    const deployment = Deployment.fromSynth(stack, {
      attributes: { "azurerm_api_management_api.orders.is_online": "yes" },
      variables: { name: "Orders" },
    });
    expect(deployment.unresolved).toEqual([]);
    expect(apiOf(deployment)).toMatchObject({ path: "yes", displayName: "Orders" });
  });

  test("are given of an attribute as a whole, or of a part", () => {
    const stack = withApi({}, { path: '${azurerm_api_management_api.orders.all["a"]}', display_name: "x" });
    const pathWith = (attributes: Record<string, string | { a: string }>): string =>
      apiOf(Deployment.fromSynth(stack, { attributes })).path;
    expect(pathWith({ "azurerm_api_management_api.orders.all": { a: "1" } })).toBe("1");
    expect(pathWith({ "azurerm_api_management_api.orders.all.a": "2" })).toBe("2");
  });

  test("are for one of several stacks when its name comes before", () => {
    const stacks = [withApi({}, { path: "${var.p}" }, "a"), withApi({}, { path: "${var.p}", name: "b" }, "b")];
    const [service] = Deployment.fromSynth(stacks, { variables: { "a/p": "1", p: "2" } }).services;
    expect(service?.apis.map(({ path, stack }) => [stack, path])).toEqual([
      ["a", "1"],
      ["b", "2"],
    ]);
  });
});

describe("secrets", () => {
  const deployment = Deployment.fromSynth(
    withApi({
      variable: { key: { sensitive: true }, seen: { sensitive: true, default: "top-secret" } },
      resource: {
        azurerm_api_management_named_value: {
          plain: { ...IN_API, name: "plain", display_name: "plain", value: "hello" },
          given: { ...IN_API, name: "given", display_name: "given", secret: true, value: "literal-secret" },
          variable: { ...IN_API, name: "variable", display_name: "variable", secret: true, value: "${var.key}" },
        },
        azurerm_api_management_subscription: {
          s: { ...IN_API, subscription_id: "s", display_name: "s", primary_key: "literal-key" },
        },
        azurerm_api_management_api_policy: {
          p: { ...IN_API, xml_content: "<policies><!-- ${upper(var.seen)} --></policies>" },
        },
      },
    }),
  );
  const [service] = deployment.services;

  test("are generated where nothing else is known, the same each time", () => {
    const [, , secret] = service?.namedValues ?? [];
    expect(secret?.secret?.reveal()).toMatch(/^[\w-]{40}$/);
    const [subscription] = service?.subscriptions ?? [];
    expect(subscription?.primaryKey.reveal()).toBe("literal-key");
    expect(subscription?.secondaryKey.reveal()).toMatch(/^[\w-]{40}$/);
    expect(subscription?.secondaryKey.reveal()).not.toBe(secret?.secret?.reveal());
  });

  test("are in the text that has them", () => {
    expect(apiOf(deployment).policy?.text).toBe("<policies><!-- TOP-SECRET --></policies>");
  });

  test("are in nothing that is printed", () => {
    const subscription = service?.subscriptions[0];
    for (const printed of [
      JSON.stringify(deployment),
      inspect(deployment, { depth: 20, showHidden: true, getters: true }),
      inspect(service?.namedValues, { depth: 20, showHidden: true, getters: true }),
      `${String(subscription?.primaryKey)} ${inspect(subscription?.primaryKey, { showHidden: true })}`,
    ]) {
      expect(printed).toContain("<secret>");
      expect(printed).not.toMatch(/literal-|top-secret/i);
      expect(printed).not.toContain(subscription?.secondaryKey.reveal());
    }
    expect(JSON.stringify(deployment)).toContain('"value":"hello"');
  });
});
