import {
  type PolicyComment,
  PolicyDocument,
  type PolicyElement,
  PolicySection,
  type PolicyText,
  type PolicyValue,
} from "../../../src/policy";
import { SECTIONS, VALID_DOCUMENTS } from "../../support/policy/documents";
import { shape } from "../../support/policy/shape";

/** Reads statements as a fragment, and expects that nothing is wrong with them. */
function read(statements: string): PolicyElement {
  const document = PolicyDocument.parse(`<fragment>${statements}</fragment>`);
  expect(document.diagnostics).toEqual([]);
  return document.root;
}

/** Reads the value of the attribute `v`, given with its quotes. */
function attribute(quoted: string): PolicyValue {
  return read(`<a v=${quoted} w="after" />`).elements[0]!.tryAttribute("v")!;
}

/** Reads the text of an element. */
function textOf(text: string): PolicyValue | undefined {
  return read(`<value>${text}</value><after />`).elements[0]!.text;
}

describe("a document", () => {
  test.each(Object.entries(VALID_DOCUMENTS))("is read without diagnostics: %s", (_, text) => {
    expect(PolicyDocument.parse(text).diagnostics).toEqual([]);
  });

  test.each(Object.entries(VALID_DOCUMENTS))(
    "is the same with the line ends of Windows and a byte order mark: %s",
    (_, text) => {
      const windows = PolicyDocument.parse(`\uFEFF${text.replace(/\n/g, "\r\n")}`);

      expect(windows.diagnostics).toEqual([]);
      expect(windows.root).toEqual(PolicyDocument.parse(text).root);
    },
  );

  test("has its four sections with what they hold", () => {
    const document = PolicyDocument.parse(VALID_DOCUMENTS["send-request, cache and retry"]!);

    expect(document.root.elements.map(({ name }) => name)).toEqual(SECTIONS);
    expect(document.trySection(PolicySection.BACKEND)?.map(shape)).toEqual([
      "retry[condition=@(context.Response.StatusCode == 429 || context.Response.StatusCode >= 500) count=3 interval=1 max-interval=10 delta=1 first-fast-retry=false](forward-request[buffer-request-body=true])",
    ]);
  });

  test("of a fragment has its statements directly under the root", () => {
    const { root } = PolicyDocument.parse(VALID_DOCUMENTS["fragment"]!);

    expect(root.name).toBe("fragment");
    expect(root.elements.map(({ name }) => name)).toEqual(["set-variable", "set-header", "trace"]);
  });

  test.each(["http-data-source", "sql-data-source", "cosmosdb-data-source", "graphql-data-source"])(
    "may be the resolver of a GraphQL field: %s",
    (name) => {
      expect(PolicyDocument.parse(`<${name}><http-request /></${name}>`).diagnostics).toEqual([]);
    },
  );

  test("takes the comments around its root into the root", () => {
    const { root } = PolicyDocument.parse("<!-- before --><policies><!--in--><inbound /></policies>\n<!-- after -->\n");

    expect(shape(root)).toBe("policies(<!-- before -->, <!--in-->, inbound, <!-- after -->)");
  });

  test("may have an XML declaration and processing instructions, which are dropped", () => {
    const document = PolicyDocument.parse(
      '<?xml version="1.0" encoding="utf-8"?>\n<?hint?><fragment><?a b?><base /> <?c > d?> </fragment><?e?>',
    );

    expect(document.diagnostics).toEqual([]);
    expect(shape(document.root)).toBe("fragment(base)");
  });

  test("may nest as deep as its text is long", () => {
    const depth = 200_000;
    const document = PolicyDocument.parse(`<fragment>${"<a>".repeat(depth)}${"</a>".repeat(depth)}</fragment>`);

    expect(document.diagnostics).toEqual([]);
    expect(document.isEqualTo(PolicyDocument.parse(document.render()))).toBe(true);
  });
});

describe("an attribute", () => {
  test.each([
    [`"plain"`, "plain"],
    [`'plain'`, "plain"],
    [`""`, ""],
    [`" blanks  are kept "`, " blanks  are kept "],
    [`'double " quotes'`, 'double " quotes'],
    [`"single ' quotes"`, "single ' quotes"],
    [`"&lt;&gt;&amp;&quot;&apos;"`, "<>&\"'"],
    [`"&#65;&#x41;&#x1F600;&#10;&#xA;"`, "AA\u{1F600}\n\n"],
    [`"&amp;lt;"`, "&lt;"],
    [`"two\nlines\tand a tab"`, "two lines and a tab"],
    [`"two&#xA;lines"`, "two\nlines"],
    [`"one\r\nblank"`, "one blank"],
    [`"a > b"`, "a > b"],
    [`"{{named-value}}"`, "{{named-value}}"],
    [`"Bearer {{token}}"`, "Bearer {{token}}"],
    [`"someone@(example)"`, "someone@(example)"],
    [`"@media (min-width: 1px)"`, "@media (min-width: 1px)"],
    [`"Bearer @(context.RequestId)"`, "Bearer @(context.RequestId)"],
    [`"@(a) and @(b)"`, "@(a) and @(b)"],
    [`"{&quot;a&quot;: 1}"`, '{"a": 1}'],
    [`"ü 漢 😀"`, "ü 漢 😀"],
  ])("holds text: %s", (quoted, expected) => {
    const value = attribute(quoted);

    expect(value.source).toBe(expected);
    expect(value.isExpression).toBe(false);
  });

  test.each([
    [`"@(context.RequestId)"`, "@(context.RequestId)"],
    [`'@(context.RequestId)'`, "@(context.RequestId)"],
    [`"@(context.Request.Headers["X"][0])"`, '@(context.Request.Headers["X"][0])'],
    [`'@(context.Request.Headers["X"][0])'`, '@(context.Request.Headers["X"][0])'],
    [`'@(c == 'x' || s == "y")'`, `@(c == 'x' || s == "y")`],
    [`"@(a < b && c > d)"`, "@(a < b && c > d)"],
    [`"@(body.As<JObject>()["a"] != null)"`, '@(body.As<JObject>()["a"] != null)'],
    [`"@(list.Any(i => i.Id == "x" && i.N < 3))"`, '@(list.Any(i => i.Id == "x" && i.N < 3))'],
    [`"  @( true )\n "`, "@( true )"],
    [`"@(")" + '"' + ')')"`, `@(")" + '"' + ')')`],
    [`"@("\\"")"`, '@("\\"")'],
    [`"@(@"C:\\")"`, '@(@"C:\\")'],
    [`"@(@"a ""quoted"" )")"`, '@(@"a ""quoted"" )")'],
    [`"@($"{a} {{b}} {f(")")}")"`, '@($"{a} {{b}} {f(")")}")'],
    [`"@($@"{a}\\")"`, '@($@"{a}\\")'],
    [`"@(a /* ) " */ + b)"`, '@(a /* ) " */ + b)'],
    [`"@{ return "}"; }"`, '@{ return "}"; }'],
    [`"@{\n  // don't stop "here" }\n  return 1;\n}"`, `@{\n  // don't stop "here" }\n  return 1;\n}`],
    [`"@{\r\n\treturn 1;\r\n}"`, "@{\n\treturn 1;\n}"],
    [`"@("</policies>")"`, '@("</policies>")'],
    [`"@("a" + " w='b' />")"`, `@("a" + " w='b' />")`],
    [`"@(x > 1 ? "{{a}}" : {{b}})"`, '@(x > 1 ? "{{a}}" : {{b}})'],
    [`"@(&quot;a&quot; + x)"`, '@("a" + x)'],
    [`"@(x &lt; 3 &amp;&amp; y)"`, "@(x < 3 && y)"],
    [`"@(As&lt;string&gt;(&#34;(&#34;))"`, '@(As<string>("("))'],
    [`"@{&#xA;return 1;&#10;}"`, "@{\nreturn 1;\n}"],
    [`"@{&#xD;&#xA;return 1;&#xD;\n}"`, "@{\nreturn 1;\n}"],
    [`"@(&quot;(&quot;)"`, '@("(")'],
    [`"@(&quot;)&quot;)"`, '@(")")'],
    [`"&#64;(x)"`, "@(x)"],
  ])("holds an expression: %s", (quoted, expected) => {
    const value = attribute(quoted);

    expect(value.source).toBe(expected);
    expect(value.isExpression).toBe(true);
  });

  test.each([
    // Not XML, so the references in strings are C#, and others can only have been meant as XML.
    [`"@(headers["a"] &lt; 3 &amp;&amp; b)"`, '@(headers["a"] < 3 && b)'],
    [`"@(s.Replace("&", "&amp;"))"`, '@(s.Replace("&", "&amp;"))'],
    [`'@(s.Replace("<", "&lt;"))'`, '@(s.Replace("<", "&lt;"))'],
    [`"@(a && b == &quot;c&quot;)"`, '@(a && b == "c")'],
    [`"@(a && f(&quot;)&quot;))"`, '@(a && f(")"))'],
    [`"@(a /* &lt; */ < 3)"`, "@(a /* &lt; */ < 3)"],
    // XML, so every reference is one.
    [`'@(s.Replace("&lt;", "&amp;"))'`, '@(s.Replace("<", "&"))'],
    [`"@(&quot;&amp;amp;&quot;)"`, '@("&amp;")'],
    [`'@("&amp;lt;")'`, '@("&lt;")'],
    // The string would not end if the reference were a quote.
    [`'@("&quot;")'`, '@("&quot;")'],
  ])("holds references that are XML or C#: %s", (quoted, expected) => {
    expect(attribute(quoted).source).toBe(expected);
  });

  test.each([
    [`"Bearer @(context.Variables["t"])"`, 'Bearer @(context.Variables["t"])'],
    [`"k-@(v.GetValueOrDefault<string>("a", " ") + 'b')"`, `k-@(v.GetValueOrDefault<string>("a", " ") + 'b')`],
    [`"/a/@(q["x"])/b?c=@{ return "d"; }&amp;e"`, '/a/@(q["x"])/b?c=@{ return "d"; }&e'],
    [`"@(a["b"])-@(c["d"])"`, '@(a["b"])-@(c["d"])'],
    [`"@(a["b"]) "`, '@(a["b"])'],
    [`"x @(a && b["c"] < 3)"`, 'x @(a && b["c"] < 3)'],
    [`"&lt;x&gt; @(f("&amp;") &lt; y)"`, '<x> @(f("&amp;") < y)'],
    [`'&lt;x&gt; @(f(&quot;&amp;amp;&quot;))'`, '<x> @(f("&amp;"))'],
    [`"two\nlines @{\n  // don't\n  return "a";\n}"`, `two lines @{\n  // don't\n  return "a";\n}`],
    [`"me&#x40;(home @(&quot;a&quot;)"`, 'me@(home @("a")'],
    [`"me@(home"`, "me@(home"],
  ])("holds text with expressions in it: %s", (quoted, expected) => {
    expect(attribute(quoted).source).toBe(expected);
  });

  test("is not read on into the next one when both look like one expression", () => {
    const [element] = read('<a v="@(&quot;(&quot;)" w="@(&quot;)&quot;)" />').elements;

    expect(shape(element!)).toBe('a[v=@("(") w=@(")")]');
  });
});

describe("the text of an element", () => {
  test.each([
    ["plain", "plain"],
    [" blanks\n are kept ", " blanks\n are kept "],
    ["&lt;b&gt; &amp; &#x41;", "<b> & A"],
    ["a > b ]] \"x\" 'y'", "a > b ]] \"x\" 'y'"],
    ["<![CDATA[<b> & &amp; ]] >]]>", "<b> & &amp; ]] >"],
    ["a<![CDATA[ < ]]>b &lt; c", "a < b < c"],
    ["<![CDATA[ ]]>", " "],
    ["&#x20;", " "],
    ["a\r\nb\rc", "a\nb\nc"],
    ["{{named-value}}", "{{named-value}}"],
    ["someone@(example).com", "someone@(example).com"],
    ["@media (min-width: 1px) { a { b: c } }", "@media (min-width: 1px) { a { b: c } }"],
    ['@("Hello") world', '@("Hello") world'],
    ['{"a": [1, 2]}', '{"a": [1, 2]}'],
  ])("is data: %j", (text, expected) => {
    expect(textOf(text)?.source).toBe(expected);
    expect(textOf(text)?.isExpression).toBe(false);
  });

  test.each([
    ["@(context.RequestId)", "@(context.RequestId)"],
    ["\n    @(context.RequestId)\n", "@(context.RequestId)"],
    ["@(a < b)", "@(a < b)"],
    ["@(a && b)", "@(a && b)"],
    ["@(body.As<JObject>(preserveContent: true))", "@(body.As<JObject>(preserveContent: true))"],
    ["@{ return As<List<Dictionary<string, int>>>(); }", "@{ return As<List<Dictionary<string, int>>>(); }"],
    ['@("</value>")', '@("</value>")'],
    [
      '@{\n  var x = "<value>" + y + "</value>"; // </value> isn\'t the end\n  return x;\n}',
      '@{\n  var x = "<value>" + y + "</value>"; // </value> isn\'t the end\n  return x;\n}',
    ],
    ['@("<![CDATA[" + x + "]]>")', '@("<![CDATA[" + x + "]]>")'],
    ['@("<!--" + x + "-->")', '@("<!--" + x + "-->")'],
    ["<![CDATA[@(a < b && c)]]>", "@(a < b && c)"],
    ['<![CDATA[@("&amp;")]]>', '@("&amp;")'],
    ["\n  <![CDATA[@{ return a<b; }]]>\n", "@{ return a<b; }"],
    ["@(a &lt; b &amp;&amp; c)", "@(a < b && c)"],
    ["\n@{&#xD;\n  return 1;&#xD;\n}", "@{\n  return 1;\n}"],
    ['@("&lt;br/&gt;")', '@("<br/>")'],
    ['@(s.Replace("&", "&amp;").Replace("<", "&lt;"))', '@(s.Replace("&", "&amp;").Replace("<", "&lt;"))'],
    ['@(x["a"] < 3 &amp;&amp; y)', '@(x["a"] < 3 && y)'],
  ])("is an expression: %j", (text, expected) => {
    expect(textOf(text)?.source).toBe(expected);
    expect(textOf(text)?.isExpression).toBe(true);
  });

  test.each([
    ['Bearer @(v.GetValueOrDefault<string>("t"))', 'Bearer @(v.GetValueOrDefault<string>("t"))'],
    ["x @(a && b < c) y &amp; z", "x @(a && b < c) y & z"],
    ['x @("</value>") y', 'x @("</value>") y'],
    ["@(a < b) and @{ return c<d>(); }", "@(a < b) and @{ return c<d>(); }"],
    ['{"a": "@(f<int>(x))", "b": 1}', '{"a": "@(f<int>(x))", "b": 1}'],
    ["x @(a &lt; b &amp;&amp; c)", "x @(a < b && c)"],
    ["x @(a<b>) <![CDATA[<&]]> @(c", "x @(a<b>) <& @(c"],
  ])("is text with expressions in it: %j", (text, expected) => {
    expect(textOf(text)?.source).toBe(expected);
    expect(textOf(text)?.isExpression).toBe(false);
    expect(textOf(text)?.isDynamic).toBe(true);
  });

  test("is an expression also next to comments and processing instructions", () => {
    const [value] = read("<value>\n  <!-- a -->\n  @(x < 1)\n  <?b?><!-- c -->\n</value>").elements;

    expect(shape(value!)).toBe('value(<!-- a -->, "@(x < 1)", <!-- c -->)');
    expect(value!.text?.isExpression).toBe(true);
  });

  test("is not read on into the next element when both look like one expression", () => {
    const root = read("<value>@(&quot;(&quot;)</value><value>@(&quot;)&quot;)</value>");

    expect(shape(root)).toBe('fragment(value("@(\\"(\\")"), value("@(\\")\\")"))');
  });

  test("is undefined when there is only layout", () => {
    expect(textOf("\n   \n")).toBeUndefined();
    expect(textOf(" ")).toBeUndefined();
    expect(textOf("<!-- comment -->")).toBeUndefined();
  });
});

describe("white space", () => {
  test("between elements and comments is dropped", () => {
    expect(shape(read("\n  <a>\n    <b />\n\n    <!-- c -->\n  </a>\n  <d> </d>\n"))).toBe(
      "fragment(a(b, <!-- c -->), d)",
    );
  });

  test("next to text is data, down to the innermost element", () => {
    expect(shape(read("<p>Hi <b> <i>x</i> </b> <u> </u></p>"))).toBe(
      'fragment(p("Hi ", b(" ", i("x"), " "), " ", u(" ")))',
    );
    expect(shape(read("<p> <b> <i>x</i> </b> late</p>"))).toBe('fragment(p(" ", b(" ", i("x"), " "), " late"))');
  });

  test("next to data says nothing about the elements around", () => {
    expect(shape(read("<a> <p> x</p> <b> <c/> </b> </a>"))).toBe('fragment(a(p(" x"), b(c)))');
  });

  test("in a body and in a stylesheet is data", () => {
    expect(shape(read("<set-body>\n <a> <b/> </a>\n</set-body>"))).toBe(
      'fragment(set-body("\\n ", a(" ", b, " "), "\\n"))',
    );
    expect(
      shape(read("<xsl-transform> <xsl:stylesheet> <xsl:text> </xsl:text></xsl:stylesheet> </xsl-transform>")),
    ).toBe('fragment(xsl-transform(xsl:stylesheet(" ", xsl:text(" "))))');
  });

  test("around the expression of a body is dropped, and so is a body of nothing else", () => {
    expect(shape(read("<set-body>\n @(x)\n</set-body><set-body>\n</set-body>"))).toBe(
      'fragment(set-body("@(x)"), set-body)',
    );
  });

  test("that is written as a reference or in CDATA is data", () => {
    expect(shape(read("<a>&#x20;</a><b>&#xA;<c/> </b><d><![CDATA[ ]]></d>"))).toBe(
      'fragment(a(" "), b("\\n", c, " "), d(" "))',
    );
  });

  test("does not include what only JavaScript takes for it", () => {
    expect(shape(read("<a>\u00A0</a><b>\u2003@(x)</b>"))).toBe('fragment(a("\u00A0"), b("\u2003@(x)"))');
  });
});

describe("markup", () => {
  test("may have any layout within tags", () => {
    expect(shape(read("<a\n  b = \"1\"\r\n  c\n=\n'2'\t></a\n><d/><e  />"))).toBe("fragment(a[b=1 c=2], d, e)");
  });

  test("may have prefixed names and names in any script", () => {
    expect(shape(read('<soap:Body xmlns:soap="u" größe="1"><名前/><a.b-c_d/></soap:Body>'))).toBe(
      "fragment(soap:Body[xmlns:soap=u größe=1](名前, a.b-c_d))",
    );
  });

  test("in a comment is no markup, and one hyphen does not end it", () => {
    expect(shape(read("<!-- <a b='> - & @( --><b/><!----><!-- - -->"))).toBe(
      "fragment(<!-- <a b='> - & @( -->, b, <!---->, <!-- - -->)",
    );
  });
});

describe("positions", () => {
  test("are the line and the column where each part starts", () => {
    const { root } = PolicyDocument.parse(
      [
        "<!-- é -->",
        "<fragment>",
        '  <set-header name="x"',
        "              exists-action='override'>",
        "    <value>",
        "      @(x <",
        "        1)</value><!-- c -->",
        "  </set-header>",
        "\t<!--😀--><b/>",
        "</fragment>",
      ].join("\r\n"),
    );

    const [comment, header, , b] = root.children as [PolicyComment, PolicyElement, PolicyComment, PolicyElement];
    const [value, inner] = header.children as [PolicyElement, PolicyComment];
    expect(root.position).toEqual({ line: 2, column: 1 });
    expect(comment.position).toEqual({ line: 1, column: 1 });
    expect(header.position).toEqual({ line: 3, column: 3 });
    expect(header.attributes.map(({ position }) => position)).toEqual([
      { line: 3, column: 15 },
      { line: 4, column: 15 },
    ]);
    expect(value.position).toEqual({ line: 5, column: 5 });
    expect(value.children[0]!.position).toEqual({ line: 6, column: 7 });
    expect(inner.position).toEqual({ line: 7, column: 19 });
    expect(b.position).toEqual({ line: 9, column: 11 });
  });

  test("of text is its first character that is not white space, if there is one", () => {
    const [a, b] = read("<a>\n  @(x)\n</a><b>\n  text<c>\n </c></b>").elements;

    expect((a!.children[0] as PolicyText).position).toEqual({ line: 2, column: 3 });
    expect((b!.children[0] as PolicyText).position).toEqual({ line: 4, column: 3 });
    expect((b!.elements[0]!.children[0] as PolicyText).position).toEqual({ line: 4, column: 10 });
  });

  test("are undefined where nothing was read", () => {
    expect(PolicyDocument.of().root.position).toBeUndefined();
  });

  test("do not count a byte order mark", () => {
    expect(PolicyDocument.parse("\uFEFF<fragment/>").root.position).toEqual({ line: 1, column: 1 });
  });
});
