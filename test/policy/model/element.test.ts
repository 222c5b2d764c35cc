import { PolicyDocument, PolicyElement, PolicyValue, SetHeader } from "../../../src/policy";

describe("an element that is read from text", () => {
  test("is the one that a document with the text holds", () => {
    const text = '<choose>\n  <!-- a -->\n  <when condition="@(1 < 2)"><set-status code="404" /></when>\n</choose>';
    const document = PolicyDocument.parse(`<fragment>${text}</fragment>`);

    expect(PolicyDocument.fragment([PolicyDocument.parseElement(`\n ${text} \n`)]).render()).toBe(document.render());
  });

  test("keeps the white space in a body", () => {
    const element = PolicyDocument.parseElement("<set-body>\n  <a> <b/>\n</a></set-body>");

    expect(PolicyDocument.fragment([element]).render()).toBe(
      "<fragment>\n    <set-body>\n  <a> <b />\n</a></set-body>\n</fragment>\n",
    );
  });

  test("knows where its parts stand in the text", () => {
    const element = PolicyDocument.parseElement("<choose>\n  <when/>\n</choose>");

    expect(element.position).toEqual({ line: 1, column: 1 });
    expect(element.elements[0]!.position).toEqual({ line: 2, column: 3 });
  });

  test.each([
    [
      "no element",
      "",
      "policy element was read with a problem: C-16 well-formed fragment (line 1, column 1): the text contains no element; expected one, such as <set-header>: add it",
    ],
    [
      "two elements",
      "<a/>\n<b/>",
      "policy element was read with a problem: C-16 well-formed a (line 2, column 1): the text contains more than one element, or a comment; expected",
    ],
    [
      "a comment beside it",
      "<!-- a --><b/>",
      "policy element was read with a problem: C-16 well-formed fragment (line 1, column 11): the text contains more than one element, or a comment",
    ],
    [
      "only a comment",
      "<!-- a -->",
      "policy element was read with a problem: C-16 well-formed fragment (line 1, column 1): the text contains more than one element, or a comment",
    ],
    [
      "text beside it",
      "<a/> b",
      "policy element was read with a problem: C-16 well-formed a (line 1, column 6): unexpected text",
    ],
    [
      "an element that is not closed",
      "<a>\n<b>\n</a>",
      "policy element was read with a problem: C-16 well-formed a (line 2, column 1): <b> is not closed",
    ],
    [
      "an expression that does not close",
      "<a b='@('/>",
      "policy element was read with a problem: C-16 well-formed a (line 1, column 7): the expression",
    ],
  ])("fails for %s", (_, text, message) => {
    expect(() => PolicyDocument.parseElement(text)).toThrow(message);
  });
});

describe("another order of attributes", () => {
  const element = new PolicyElement("a", {
    attributes: ["x", "y", "z"].map((name) => ({ name, value: PolicyValue.text(name) })),
    children: [new PolicyElement("b")],
  });
  const order = (...names: string[]): string[] =>
    element.withAttributeOrder(...names).attributes.map(({ name }) => name);

  test("starts with the named ones and leaves the others as they are", () => {
    expect(order("z")).toEqual(["z", "x", "y"]);
    expect(order("y", "x")).toEqual(["y", "x", "z"]);
    expect(order()).toEqual(["x", "y", "z"]);
  });

  test("keeps name, values and children, and the element itself", () => {
    const reordered = element.withAttributeOrder("z", "y", "x");

    expect(reordered.name).toBe("a");
    expect(reordered.children).toEqual(element.children);
    expect(reordered.tryAttribute("y")!.source).toBe("y");
    expect(element.attributes.map(({ name }) => name)).toEqual(["x", "y", "z"]);
  });

  test("fails for an attribute that the element does not have", () => {
    expect(() =>
      new SetHeader({ name: PolicyValue.text("a"), values: [PolicyValue.text("b")] }).withAttributeOrder("nam"),
    ).toThrow('<set-header> has no attribute "nam"; expected one of: "name"; did you mean "name"?');
  });
});
