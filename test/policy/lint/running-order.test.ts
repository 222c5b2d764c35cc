import { PolicyDocument } from "../../../src/policy";
import { LintContext } from "../../../src/policy/lint/context";
import { type NodePath } from "../../../src/policy/lint/node-path";
import { RunningOrder } from "../../../src/policy/lint/running-order";

const WHEN = '<when condition="@(a)">';

/** The statements of a document by what they trace, and the order of those whose text starts with "x". */
function read(body: string): { order: RunningOrder; at: (text: string) => NodePath } {
  const { statements } = new LintContext(PolicyDocument.parse(body), {});
  const at = (text: string): NodePath => statements.find((path) => sourceOf(path) === text)!;
  return { order: new RunningOrder(statements.filter((path) => sourceOf(path).startsWith("x"))), at };
}

function sourceOf(path: NodePath | undefined): string {
  return path?.literal("source") ?? "";
}

function trace(...sources: string[]): string {
  return sources.map((source) => `<trace source="${source}">a</trace>`).join("");
}

function inSections(inbound: string, outbound = ""): string {
  return `<policies><inbound>${inbound}</inbound><outbound>${outbound}</outbound></policies>`;
}

test.each<[string, string, string, string]>([
  ["in one section", inSections(trace("x1", "x2", "a", "x3", "x4")), "x2", "x3"],
  ["in a fragment", `<fragment>${trace("x1", "a", "x2")}</fragment>`, "x1", "x2"],
  ["not in other sections", inSections(trace("a"), trace("x1")), "", ""],
  [
    "around a choose",
    inSections(`${trace("x1")}<choose>${WHEN}${trace("a")}</when></choose>${trace("x2")}`),
    "x1",
    "x2",
  ],
  ["in a choose", inSections(`<choose>${WHEN}${trace("x1", "x2")}</when></choose>${trace("a")}`), "x2", ""],
  [
    "not in other branches",
    inSections(
      `<choose>${WHEN}${trace("x1")}</when>${WHEN}${trace("a")}</when><otherwise>${trace("x2")}</otherwise></choose>`,
    ),
    "",
    "",
  ],
  [
    "in the same branch first",
    inSections(`${trace("x1")}<choose>${WHEN}${trace("x2", "a", "x3")}</when></choose>${trace("x4")}`),
    "x2",
    "x3",
  ],
])("what runs before and after a statement is found %s", (_, body, before, after) => {
  const { order, at } = read(body);

  // The second answer is remembered.
  for (let time = 0; time < 2; time++) {
    expect(sourceOf(order.lastBefore(at("a")))).toBe(before);
    expect(sourceOf(order.firstAfter(at("a")))).toBe(after);
  }
});

test("what was found for one statement is not taken for another one around it", () => {
  const { order, at } = read(
    inSections(`${trace("b")}<choose>${WHEN}${trace("x1", "a")}</when></choose>${trace("c")}`),
  );

  expect(sourceOf(order.lastBefore(at("a")))).toBe("x1");
  expect(order.lastBefore(at("b"))).toBeUndefined();
  expect(sourceOf(order.lastBefore(at("c")))).toBe("x1");
  expect(order.firstAfter(at("a"))).toBeUndefined();
  expect(sourceOf(order.firstAfter(at("b")))).toBe("x1");
});
