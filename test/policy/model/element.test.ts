import { PolicyComment, PolicyDocument, PolicyElement, PolicyText, PolicyValue } from "../../../src/policy";

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

describe("an element that is made in code", () => {
  test("takes a string as text, whatever it holds", () => {
    const texts = ["plain", "{{name}}", "@(context)", "@{", "<&>", ""];
    for (const text of texts) {
      const element = new PolicyElement("a", {
        attributes: [
          { name: "b", value: text },
          { name: "c", value: PolicyValue.expression("1") },
        ],
        children: [new PolicyText(text)],
      });

      expect(element.tryAttribute("b")).toEqual(PolicyValue.text(text));
      expect(element.tryAttribute("c")!.source).toBe("@(1)");
      expect(element.text).toEqual(PolicyValue.text(text));
    }
  });

  test("fails for what is neither a string nor a policy value", () => {
    const number = 5 as unknown as string;

    expect(() => new PolicyElement("a", { attributes: [{ name: "b", value: number }] })).toThrow(
      "attribute b of <a> is the number 5; expected a string or a PolicyValue: change it",
    );
    expect(() => new PolicyText(null as unknown as string)).toThrow(
      "the value of a PolicyText is null; expected a string or a PolicyValue: give a value, or leave it out",
    );
  });

  test("fails for children and attributes that are no list, and for children that are no nodes", () => {
    const child = new PolicyElement("b");

    expect(() => new PolicyElement("a", { children: child as unknown as PolicyElement[] })).toThrow(
      "children of <a> is a PolicyElement; expected a list of nodes: put it into [ ]",
    );
    expect(() => new PolicyElement("a", { attributes: { b: "c" } as unknown as [] })).toThrow(
      "attributes of <a> is an object; expected a list of attributes: put it into [ ]",
    );
    const withText = new PolicyElement("a", { children: ["text", child] as unknown as PolicyElement[] });
    expect(() => PolicyDocument.fromRoot(withText).render()).toThrow(
      'cannot write the string "text" as a part of a policy; expected an element, text or a comment',
    );
  });
});

test.each(["a -- b", "a -", "-->", "<!-- x"])("fails for a comment that XML does not allow: %s", (text) => {
  expect(() => new PolicyComment(text)).toThrow(
    /contains "--" or ends with "-"; expected text that XML allows in a comment: put a space between the hyphens$/,
  );
});

test("a comment with two hyphens is written with a space between them", () => {
  const text = "<fragment><!-- a -- b ---></fragment>";

  expect(PolicyDocument.parse(text).render()).toContain("<!-- a - - b - -->");
  expect(PolicyDocument.parse(PolicyDocument.parse(text).render()).diagnostics).toEqual([]);
});
