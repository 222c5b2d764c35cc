import { COMMANDS } from "../../src/cli/main";
import { CommandFolder } from "../support/command";

const folder = new CommandFolder();
afterAll(() => {
  folder.remove();
});

test.each([[["--help"]], [["-h"]], [["help"]]])("%j prints what there is", async (argv) => {
  const { code, stdout } = await folder.run(argv);
  expect(code).toBe(0);
  for (const { name, summary } of COMMANDS) expect(stdout).toContain(`  ${name.padEnd(9)}${summary}`);
});

test.each(COMMANDS.map(({ name }) => name))("the help of %s has all that it takes", async (name) => {
  const command = COMMANDS.find((each) => each.name === name);
  const { code, stdout } = await folder.run([name, "--help"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`^Usage: apim-oauth ${name} `));
  for (const option of command?.options ?? []) expect(stdout).toContain(`--${option.name}`);
  expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(110);
  expect(await folder.run(["help", name])).toEqual({ code, stdout, stderr: "" });
});

test("the version is that of the package", async () => {
  expect(await folder.run(["--version"])).toEqual({ code: 0, stdout: "1.2.3\n", stderr: "" });
});

test.each([
  [["lnt"], 'error: there is no command "lnt"; expected one of lint, serve, request, explain; did you mean lint?'],
  [["help", "lnt"], "did you mean lint?"],
  [["--verson"], "did you mean --version?"],
  [[], "Usage: apim-oauth <command> [options]"],
])("fails for %j, and says what there is", async (argv, message) => {
  const { code, stdout, stderr } = await folder.run(argv);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test("fails with a message, and no stack trace, when the system refuses a file", async () => {
  folder.write({ "folder/x.xml": "<policies />" });
  const { code, stderr } = await folder.run(["explain", "--deployment", "folder/x.xml", "a.b.c"]);
  expect(code).toBe(2);
  expect(stderr).toBe("error: folder/x.xml cannot be read: it is no JSON\n");
});

test("an error of the program is not taken for one of the user", async () => {
  const stdin = (): Promise<string> => Promise.reject(new TypeError("a bug"));
  await expect(folder.run(["explain"], { stdin })).rejects.toThrow("a bug");
});
