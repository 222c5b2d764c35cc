import { PolicyDocument } from "../../../src/policy";

describe("text that is made to take long", () => {
  test.each([
    ["elements in elements", (count: number) => "<a>".repeat(count) + "</a>".repeat(count)],
    ["elements and text in each other", (count: number) => "<a>x<b> ".repeat(count / 2) + "</b></a>".repeat(count / 2)],
    ["elements that are not closed", (count: number) => `<policies>${"<a> ".repeat(count)}`],
    ["end tags without start", (count: number) => "<a>".repeat(count) + "</b>".repeat(count)],
    ["brackets in brackets", (count: number) => `<fragment><v>@(${"([{".repeat(count)}</v></fragment>`],
  ])("may nest without end: %s", (_, textOf) => {
    const document = PolicyDocument.parse(textOf(20_000));

    expect(PolicyDocument.parse(document.render()).isEqualTo(document)).toBe(true);
  });

  test("may have thirty thousand attributes, or one with the same name again and again", () => {
    const names = Array.from({ length: 30_000 }, (_, index) => `a${index}="${index}"`).join(" ");

    const { root, diagnostics } = PolicyDocument.parse(
      `<fragment><a ${names} /><b ${'c="d" '.repeat(30_000)}/></fragment>`,
    );

    expect(root.elements.map(({ attributes }) => attributes.length)).toEqual([30_000, 1]);
    expect(diagnostics).toHaveLength(1001);
  });

  test("may have names of any length", () => {
    const name = "a".repeat(200_000);

    const { root, diagnostics } = PolicyDocument.parse(`<${name}></${name}b>`);

    expect(root.name).toBe(name);
    expect(diagnostics.length).toBeGreaterThan(0);
  });

  test("does not keep a later expression from being read", () => {
    const broken = '<a b="@(x" /><v>@(</v>'.repeat(20_000);

    const { root } = PolicyDocument.parse(`<fragment>${broken}<c d="@(y["z"] < 1 && w)" /></fragment>`);

    const last = root.elements[root.elements.length - 1]!;
    expect(last.tryAttribute("d")?.source).toBe('@(y["z"] < 1 && w)');
  });
});
