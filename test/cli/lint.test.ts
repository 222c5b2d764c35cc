import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicySeverity } from "../../src/policy";
import { CommandFolder } from "../support/command";

const folder = new CommandFolder();
afterAll(() => {
  folder.remove();
});

const CLEAN =
  "<policies><inbound><base /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>";
/** An error on line 4, in column 5, and a warning. */
const WRONG = `<policies>
  <inbound>
    <base />
    <set-heder name="a" />
    <cors><allowed-origins><origin>*</origin></allowed-origins></cors>
  </inbound>
  <backend><base /></backend>
  <outbound><base /></outbound>
  <on-error><base /></on-error>
</policies>`;
const WARNED = CLEAN.replace(
  "<inbound><base />",
  '<inbound><base /><set-header name="a"><value>@(context.Request.Headers["b"][0])</value></set-header>',
);

interface JsonReport {
  readonly findings: readonly {
    readonly file: string;
    readonly address?: string;
    readonly line?: number;
    readonly column?: number;
    readonly id: string;
    readonly name: string;
    readonly severity: string;
    readonly message: string;
  }[];
  readonly unchecked: readonly { readonly file: string; readonly address?: string; readonly problem: string }[];
  readonly summary: { readonly documents: number; readonly errors: number; readonly warnings: number };
}

async function lint(...argv: string[]): Promise<JsonReport & { readonly code: number }> {
  const { code, stdout, stderr } = await folder.run(["lint", "--format", "json", ...argv]);
  expect(stderr).toBe("");
  return { code, ...(JSON.parse(stdout) as JsonReport) };
}

/** Terraform JSON of one service that the program makes, with these resources. */
function stack(resource: object, name = "shop"): object {
  const service = {
    name: "contoso",
    resource_group_name: "rg",
    location: "westeurope",
    publisher_name: "x",
    publisher_email: "x@example.com",
    sku_name: "Developer_1",
  };
  return {
    "//": { metadata: { stackName: name } },
    resource: { azurerm_api_management: { apim: service }, ...resource },
  };
}

const IN_SERVICE = { api_management_name: "contoso", resource_group_name: "rg" };
const API = {
  ...IN_SERVICE,
  name: "orders",
  revision: "1",
  path: "orders",
  protocols: ["https"],
  display_name: "Orders",
};
const include = (id: string): string =>
  CLEAN.replace("<inbound><base />", `<inbound><base /><include-fragment fragment-id="${id}" />`);

describe("lint", () => {
  beforeAll(() => {
    folder.write({
      "clean.xml": CLEAN,
      "wrong.xml": WRONG,
      "warned.xml": WARNED,
      "fragment.xml": '<fragment><set-heder name="a" /></fragment>',
    });
  });

  test("a policy without findings is clean", async () => {
    expect(await folder.run(["lint", "clean.xml"])).toEqual({
      code: 0,
      stdout: "1 document: no findings\n",
      stderr: "",
    });
  });

  test("a finding has its place, its rule, its message and its fix", async () => {
    const { code, stdout } = await folder.run(["lint", "./wrong.xml"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^wrong\.xml:4:5 error C-01 known-element: .*set-heder.*\n {2}fix: .*set-header/);
    expect(stdout).toMatch(/\n1 document: \d+ errors?, \d+ warnings?\n$/);
  });

  test("a fragment has its own root", async () => {
    const { findings } = await lint("fragment.xml");
    expect(findings.map(({ id, line, column }) => [id, line, column])).toEqual([["C-01", 1, 11]]);
  });

  test.each([
    [[], 0],
    [["--warnings-as-errors"], 1],
    [["--max-warnings", "0"], 1],
    [["--max-warnings", "99"], 0],
  ])("a warning with %j ends with %i", async (options, expected) => {
    const { code, summary } = await lint(...options, "warned.xml");
    expect(summary.errors).toBe(0);
    expect(summary.warnings).toBeGreaterThan(0);
    expect(code).toBe(expected);
  });

  test("only the rules that are asked for are reported, and what cannot be read", async () => {
    folder.write({ "broken.xml": CLEAN.replace("</inbound>", "") });
    const one = await lint("--rule", "cors-lists", "--rule", "P-20", "wrong.xml");
    expect(new Set(one.findings.map(({ id }) => id))).toEqual(new Set(["P-20"]));
    const broken = await lint("--rule", "P-20", "broken.xml");
    expect(broken.code).toBe(1);
    expect(new Set(broken.findings.map(({ id }) => id))).toEqual(new Set(["C-16"]));
  });

  test("findings are accepted with a reason", async () => {
    const before = await lint("warned.xml");
    const rule = before.findings[0]?.name ?? "";
    const after = await lint("--allow", `${rule}: one key for all is meant`, "warned.xml");
    expect(after.findings).toEqual(before.findings.filter(({ name }) => name !== rule));
  });

  test.each([
    [["--allow", "cors", "clean.xml"], '--allow is "cors"; expected rules and a reason'],
    [["--allow", "cors:  ", "clean.xml"], "expected rules and a reason"],
    [["--allow", "suppression-reason: no", "clean.xml"], "findings of S-01 cannot be accepted"],
    [["--rule", "token-in-heder", "clean.xml"], 'there is no rule "token-in-heder"; did you mean token-in-header?'],
    [["--format", "xml", "clean.xml"], '--format is "xml"; expected one of text, json, sarif, junit'],
    [["--max-warnings", "-1", "clean.xml"], "argument is ambiguous"],
    [["--max-warnings", "some", "clean.xml"], '--max-warnings is "some"; expected a whole number'],
    [["--format", "json", "--format", "text", "clean.xml"], "--format is given 2 times"],
    [["--fromat", "json", "clean.xml"], "did you mean format?"],
    [[], "path is missing"],
  ])("fails for the arguments %j", async (argv, message) => {
    const { code, stdout, stderr } = await folder.run(["lint", ...argv]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/Run apim-oauth lint --help\.\n$/);
    expect(stderr).not.toContain("    at ");
  });
});

describe("a folder", () => {
  beforeAll(() => {
    const named = (name: string): object => ({ properties: { displayName: name } });
    folder.write({
      "service/policy.xml": WRONG,
      "service/apis/orders/policy.xml": include("known").replace(
        "<outbound>",
        '<outbound><set-header name="a"><value>{{orders-key}}{{orders-kye}}</value></set-header>',
      ),
      "service/apis/orders/operations/list/policy.xml": include("knwon"),
      "service/products/gold/policy.xml": "no policy",
      "service/policy fragments/known/policy.xml": "<fragment />",
      "service/policy fragments/known/policyFragmentInformation.json": {},
      "service/named values/orders-key/namedValueInformation.json": named("orders-key"),
      "service/apis/orders/soap.xml": "<Envelope />",
      "service/apis/orders/old.policy.xml": `<!-- old --> ${CLEAN}`,
      "service/node_modules/x/policy.xml": WRONG,
      "loose/a.xml": include("other"),
      "loose/b.xml": "<fragment />",
      "empty/soap.xml": "<Envelope />",
    });
  });

  test("an extracted service is checked with what it describes", async () => {
    const { summary, findings } = await lint("service");
    expect(summary.documents).toBe(6);
    const references = findings
      .filter(({ id }) => id === "C-14")
      .map(({ file, message }) => [file, /"[^"]+"/.exec(message)?.[0]]);
    expect(references).toEqual([
      ["service/apis/orders/operations/list/policy.xml", '"knwon"'],
      ["service/apis/orders/policy.xml", '"orders-kye"'],
    ]);
  });

  test("the place of a document shows its scope", async () => {
    folder.write({
      "scoped/apis/orders/policy.xml": CLEAN.replace(
        "<inbound><base />",
        '<inbound><base /><quota calls="1" renewal-period="3600" />',
      ),
      "scoped/products/gold/policy.xml": CLEAN.replace(
        "<inbound><base />",
        '<inbound><base /><quota calls="1" renewal-period="3600" />',
      ),
    });
    const { findings } = await lint("--rule", "allowed-scope", "scoped");
    expect(findings.map(({ file }) => file)).toEqual(["scoped/apis/orders/policy.xml"]);
  });

  test("a file with the name of a policy is checked even if it is none", async () => {
    const { findings } = await lint("service/products");
    expect(findings[0]).toMatchObject({ file: "service/products/gold/policy.xml", severity: PolicySeverity.ERROR });
  });

  test("without a description of the service, references are not checked", async () => {
    const { findings } = await lint("--rule", "C-14", "loose");
    expect(findings).toEqual([]);
  });

  test.each([
    ["empty", "it holds no policy"],
    ["nothing", "it does not exist"],
    ["nothing.xml", "it does not exist"],
  ])("fails for %s", async (path, problem) => {
    const { code, stderr } = await folder.run(["lint", path]);
    expect(code).toBe(2);
    expect(stderr).toContain(`error: ${path} cannot be read: ${problem}`);
    expect(stderr).not.toContain("--help");
  });
});

describe("Terraform", () => {
  const resources = {
    azurerm_api_management_api: { orders: API },
    azurerm_api_management_api_policy: { orders: { ...IN_SERVICE, api_name: "orders", xml_content: include("knwon") } },
    azurerm_api_management_policy_fragment: {
      known: {
        api_management_id: "${azurerm_api_management.apim.id}",
        name: "known",
        format: "rawxml",
        value: "<fragment />",
      },
    },
  };

  test("the documents of all stacks are checked with what the stacks make", async () => {
    folder.write({
      "cdktf.out/stacks/shop/cdk.tf.json": stack(resources),
      "cdktf.out/stacks/other/cdk.tf.json": {
        "//": { metadata: { stackName: "other" } },
        resource: {
          azurerm_api_management_product_policy: { gold: { ...IN_SERVICE, product_id: "gold", xml_content: WRONG } },
          azurerm_api_management_product: {
            gold: { ...IN_SERVICE, product_id: "gold", display_name: "Gold", published: true },
          },
        },
      },
    });
    const { code, findings, summary } = await lint("cdktf.out/");
    expect(code).toBe(1);
    expect(summary.documents).toBe(3);
    expect(findings.find(({ id }) => id === "C-14")).toMatchObject({
      file: "cdktf.out/stacks/shop/cdk.tf.json",
      address: "azurerm_api_management_api_policy.orders",
      severity: "error",
      message: expect.stringContaining('"knwon"') as string,
    });
    expect(findings.find(({ id }) => id === "C-01")).toMatchObject({
      file: "cdktf.out/stacks/other/cdk.tf.json",
      address: "azurerm_api_management_product_policy.gold",
      line: 4,
      column: 5,
    });
  });

  test("a plan and a state are checked", async () => {
    const values = {
      address: "azurerm_api_management_api_policy.p",
      mode: "managed",
      type: "azurerm_api_management_api_policy",
      name: "p",
      values: { ...IN_SERVICE, api_name: "orders", xml_content: WRONG },
    };
    const api = {
      address: "azurerm_api_management_api.a",
      mode: "managed",
      type: "azurerm_api_management_api",
      name: "a",
      values: API,
    };
    const root_module = { resources: [api, values] };
    folder.write({
      "plan.json": { format_version: "1.2", planned_values: { root_module }, resource_changes: [] },
      "state.json": { format_version: "1.0", terraform_version: "1.9.0", values: { root_module } },
    });
    for (const file of ["plan.json", "state.json"]) {
      const { findings } = await lint(file);
      expect(findings[0]).toMatchObject({ file, address: values.address, id: "C-01", line: 4, column: 5 });
    }
  });

  test("fails for a document that is known only after the deployment, and checks the others", async () => {
    folder.write({
      "unknown.tf.json": stack({
        ...resources,
        azurerm_api_management_policy: {
          all: { api_management_id: "${azurerm_api_management.apim.id}", xml_content: "${file(local.nothing)}" },
        },
      }),
    });
    const { code, findings, unchecked } = await lint("unknown.tf.json");
    expect(code).toBe(2);
    expect(findings.map(({ id }) => id)).toContain("C-14");
    expect(unchecked).toMatchObject([{ file: "unknown.tf.json", address: "azurerm_api_management_policy.all" }]);
  });

  test.each([
    ["a list", "[]", "it is no JSON object"],
    ["text that ends early", '{"resource": "s3cret', "it is no JSON"],
    ["other JSON", "{}", "it is no JSON of Terraform"],
    ["a raw state", '{"serial": 1, "lineage": "x"}', "expected what terraform show -json writes of it"],
    ["a stack without policies", '{"resource": {}}', "it holds no policy"],
  ])("fails for %s", async (_, text, problem) => {
    folder.write({ "input.json": text });
    const { code, stderr } = await folder.run(["lint", "input.json"]);
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
    expect(stderr).not.toContain("s3cret");
  });
});

describe("formats", () => {
  test("SARIF names the rule, its help and the region", async () => {
    folder.write({ "with space/wrong.xml": WRONG });
    const { stdout } = await folder.run(["lint", "--format", "sarif", "with space/wrong.xml"]);
    const { version, runs } = JSON.parse(stdout) as Sarif;
    const [run] = runs;
    const [result] = run?.results ?? [];
    expect([version, run?.tool.driver.version]).toEqual(["2.1.0", "1.2.3"]);
    expect(result?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "with%20space/wrong.xml" },
      region: { startLine: 4, startColumn: 5 },
    });
    const rule = run?.tool.driver.rules[result?.ruleIndex ?? -1];
    expect(rule).toMatchObject({ id: "C-01", name: "known-element" });
    expect(rule?.help.text).not.toBe("");
    expect(rule?.helpUri).toMatch(/docs\/lint\.md#c-01-known-element$/);
    expect(result).toMatchObject({ ruleId: "C-01", level: "error" });
  });

  test("SARIF places the finding of a stack on the line of its resource", async () => {
    folder.write({
      "cdk.tf.json": stack({
        azurerm_api_management_api: { orders: API },
        azurerm_api_management_api_policy: { orders: { ...IN_SERVICE, api_name: "orders", xml_content: WRONG } },
      }),
    });
    const { stdout } = await folder.run(["lint", "--format", "sarif", "cdk.tf.json"]);
    const [location] = (JSON.parse(stdout) as Sarif).runs[0]?.results[0]?.locations ?? [];
    const line = readFileSync(join(folder.path, "cdk.tf.json"), "utf8").split("\n");
    expect(line[(location?.physicalLocation.region.startLine ?? 0) - 1]).toBe('      "orders": {');
    expect(line[(location?.physicalLocation.region.startLine ?? 0) - 2]).toContain("azurerm_api_management_api_policy");
    expect(location?.logicalLocations[0]?.fullyQualifiedName).toBe(
      "azurerm_api_management_api_policy.orders/inbound/set-heder",
    );
  });

  test("JUnit has a suite for each document, and a failure for each error", async () => {
    const { stdout } = await folder.run(["lint", "--format", "junit", "clean.xml", "wrong.xml", "warned.xml"]);
    expect(stdout.match(/<testsuite /g)).toHaveLength(3);
    expect(stdout).toContain('<testcase classname="clean.xml" name="no findings" />');
    expect(stdout).toMatch(
      /<testcase classname="wrong.xml" name="C-01 known-element:4:5"><failure message="[^"<>]*" type="error">/,
    );
    expect(stdout).toMatch(/<testsuite name="warned.xml" tests="1" failures="0" errors="0">/);
    const strict = await folder.run(["lint", "--format", "junit", "--warnings-as-errors", "warned.xml"]);
    expect(strict.stdout).not.toContain('failures="0"');
  });

  test("colours are for terminals without NO_COLOR, and progress for long work", async () => {
    const written: string[] = [];
    const terminal = { isTerminal: true, write: (text: string) => void written.push(text) };
    let now = 0;
    const clock = {
      now: () => (now += 600),
      sleep: () => Promise.resolve(),
      within: () => Promise.reject(new Error()),
    };
    await folder.run(["lint", "clean.xml", "wrong.xml", "warned.xml"], { stdout: terminal, stderr: terminal, clock });
    expect(written.join("")).toContain("\u001b[31merror\u001b[0m");
    expect(written).toContain("\rchecked 2 of 3");
    written.length = 0;
    await folder.run(["lint", "wrong.xml"], { stdout: terminal, env: { NO_COLOR: "1" } });
    expect(written.join("")).not.toContain("\u001b");
  });

  test("control characters of a document do not reach the terminal", async () => {
    folder.write({ "hostile.xml": CLEAN.replace("<base />", '<set-header name="a\u001b[2J" />') });
    for (const format of ["text", "junit"]) {
      const { stdout } = await folder.run(["lint", "--format", format, "hostile.xml"]);
      expect(stdout).not.toContain("\u001b");
    }
  });
});

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly version: string;
        readonly rules: readonly { readonly help: { readonly text: string }; readonly helpUri: string }[];
      };
    };
    readonly results: readonly {
      readonly ruleIndex: number;
      readonly locations: readonly {
        readonly physicalLocation: { readonly region: { readonly startLine: number } };
        readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
      }[];
    }[];
  }[];
}
