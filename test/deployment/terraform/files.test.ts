import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Evaluator } from "../../../src/deployment/terraform/evaluate";
import { ModuleFolder } from "../../../src/deployment/terraform/module-folder";
import { parseTemplate } from "../../../src/deployment/terraform/parser";
import { Secret, Unresolved, type Value } from "../../../src/deployment/terraform/value";
import { Work } from "../../../src/deployment/terraform/work";
import { Deployment } from "../../../src/deployment";

const root = mkdtempSync(join(tmpdir(), "files-"));
const folder = join(root, "stacks", "shop");

beforeAll(() => {
  mkdirSync(join(folder, "assets", "policy"), { recursive: true });
  const files: Record<string, string | Buffer> = {
    "assets/policy/a.xml": "<a>${name}</a>\n",
    "assets/policy/list.xml": "%{ for x in list ~}\n<v>${x}</v>\n%{ endfor ~}\n",
    "one.tpl": "${one}",
    "two.tpl": "${upper(one)}-${two}",
    "wrong.tpl": "a%{ if true }",
    "path.tpl": "${path.module}",
    "recursive.tpl": '${templatefile("one.tpl", { one = 1 })}',
    "bytes.bin": Buffer.from([0xff, 0xfe]),
    "marked.txt": "\ufefftext",
    "../../outside.txt": "outside",
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  symlinkSync(join(root, "outside.txt"), join(folder, "link.txt"));
});

afterAll(() => rmSync(root, { recursive: true }));

function evaluate(text: string): Value {
  const work = new Work(text.length);
  const scope = {
    reference: (name: string): Value =>
      name === "path" ? "." : name === "hidden" ? new Secret("s3cret") : new Unresolved(name, "nobody knows it"),
    instances: () => undefined,
    planTime: undefined,
    files: new ModuleFolder(folder, work),
  };
  return new Evaluator(scope, work).evaluate(parseTemplate(text), text);
}

test.each([
  ['${file("assets/policy/a.xml")}', "<a>${name}</a>\n"],
  ['${file("${path.module}/assets/policy/../policy/a.xml")}', "<a>${name}</a>\n"],
  ['${file("marked.txt")}', "\ufefftext"],
  ['${filebase64("bytes.bin")}', "//4="],
  ['${filesha256("bytes.bin")}', "b3d510ef04275ca8e698e5b3cbb0ece3949ef9252f0cdc839e9ee347409a2209"],
  ['${filebase64sha256("bytes.bin")}', "s9UQ7wQnXKjmmOWzy7Ds45Se+SUvDNyDnp7jR0CaIgk="],
  ['${filemd5("bytes.bin")}', "f3b25701fe362ec84616a93a45ce9998"],
  ['${fileexists("one.tpl")}', true],
  ['${fileexists("none.tpl")}', false],
  ['${try(file("none.tpl"), "other")}', "other"],
  ['${templatefile("assets/policy/a.xml", { name = "orders" })}', "<a>orders</a>\n"],
  ['${templatefile("assets/policy/list.xml", { list = ["a", "b"] })}', "<v>a</v>\n<v>b</v>\n"],
  ['${templatefile("one.tpl", { one = [1] })}', [1]],
  ['${templatefile("one.tpl", { one = 1, two = nobody })}', 1],
])("%s has the value that Terraform gives it", (text, value) => {
  expect(evaluate(text)).toEqual(value);
});

test.each([
  ['${file("none.xml")}', 'there is no file "none.xml" in the folder of the stack'],
  ['${file("../../outside.txt")}', 'the file "../../outside.txt" is not below the folder of the stack'],
  ['${try(file("/etc/hostname"), "")}', 'the file "/etc/hostname" is not below the folder of the stack'],
  ['${fileexists("~/.ssh/id_rsa")}', 'the file "~/.ssh/id_rsa" is not below the folder of the stack'],
  ['${file("link.txt")}', 'the file "link.txt" is not below the folder of the stack'],
  ['${file("one.tpl\\u0000")}', "is not below the folder of the stack"],
  ['${file("assets")}', '"assets" is no file'],
  ['${file("bytes.bin")}', 'the file "bytes.bin" is no UTF-8'],
  ["${file()}", "a function has too few arguments"],
  ['${file("${hidden}")}', "the name of a file is secret"],
  ["${file(nobody)}", "nobody knows it"],
  ['${templatefile("one.tpl", {})}', 'the template "one.tpl" has one, which its variables do not have'],
  ['${templatefile("one.tpl", { one = nobody })}', "nobody knows it"],
  ['${templatefile("one.tpl", "x")}', "the variables of a template are no map"],
  ['${templatefile("path.tpl", {})}', 'the template "path.tpl" has path, which its variables do not have'],
  ['${templatefile("recursive.tpl", {})}', "templatefile cannot be called in a template"],
  ['${templatefile("wrong.tpl", {})}', 'the template "wrong.tpl" cannot be read: expected %{ endif }, at character 13'],
])("%s says why it has no value", (text, reason) => {
  expect(evaluate(text)).toMatchObject({ reason: expect.stringContaining(reason) as string });
});

test("a secret stays one in a template, and nothing else becomes one", () => {
  const filled = evaluate('${templatefile("two.tpl", { one = hidden, two = "x" })}');
  expect(filled).toBeInstanceOf(Secret);
  expect((filled as Secret).reveal()).toBe("S3CRET-x");
  expect(evaluate('${templatefile("one.tpl", { one = "x", two = hidden })}')).toBe("x");
});

test("the stacks of a folder read their own files, and what has no file says its address", () => {
  const api = (path: string): object => ({ api_management_name: "c", resource_group_name: "rg", name: "a", path });
  const stack = {
    "//": { metadata: { stackName: "shop" } },
    resource: {
      azurerm_api_management_api: {
        a: api('${trimspace(templatefile("${path.module}/assets/policy/a.xml", { name = "orders" }))}'),
        b: { ...api('${file("gone.txt")}'), name: "b" },
      },
    },
  };
  const file = join(folder, "cdk.tf.json");
  writeFileSync(file, JSON.stringify(stack));
  for (const input of [file, folder, root]) {
    const deployment = Deployment.fromSynth(input);
    expect(deployment.services[0]?.apis[0]?.path).toBe("<a>orders</a>");
    expect(deployment.unresolved).toMatchObject(
      [{ address: "azurerm_api_management_api.b", property: "path", reason: /no file "gone.txt"/ }].map((each) => ({
        ...each,
        reason: expect.stringMatching(each.reason) as string,
      })),
    );
  }
});
