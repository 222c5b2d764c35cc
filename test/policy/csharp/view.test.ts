import { parseCsharp } from "../../../src/policy/csharp/parse";
import { Spread } from "../../../src/policy/csharp/spread";
import { type CsharpNode, type Expression } from "../../../src/policy/csharp/tree";
import { calledOn, CsharpView, methodOf, viewOf } from "../../../src/policy/csharp/view";

function viewIn(code: string): CsharpView {
  return new CsharpView(parseCsharp(code));
}

/** The last node of a kind. */
function last<K extends CsharpNode["kind"]>(view: CsharpView, kind: K): CsharpNode & { readonly kind: K } {
  const found = [...view.nodes].reverse().find((node) => node.kind === kind);
  expect(found).toBeDefined();
  return found as CsharpNode & { readonly kind: K };
}

test.each([
  "@(context.Request.Headers)",
  "@(context . Request /* the caller's */ .Headers)",
  "@(((context.Request)).Headers)",
  "@(context?.Request?.Headers)",
  "@(((IRequest)context.Request).Headers)",
  "@((context.Request as IRequest).Headers)",
  "@{ var request = context.Request; return request.Headers; }",
  "@{ var request = context.Request; var headers = request?.Headers; return headers; }",
  "@{ IRequest request; request = context.Request; return (request.Headers); }",
  "@(context.Request is IRequest request ? request.Headers : null)",
  "@{ try { return context.Request.Headers; } catch { throw; } }",
])("%s gives the headers of the request", (code) => {
  const view = viewIn(code);
  const [result] = view.results;
  const value = result?.kind === "ternary" ? result.whenTrue : result;

  expect(view.pathOf(value!)).toBe("context.Request.Headers");
});

test.each([
  "@(context.Request.Headers.Count)",
  "@{ var request = context.Request; request = other; return request.Headers; }",
  "@{ var a = b; var b = a; return a.Headers; }",
  "@(request.Headers)",
  "@{ var context = other; return context.Request.Headers; }",
])("%s does not", (code) => {
  const view = viewIn(code);

  expect(view.pathOf(view.results[0]!)).not.toBe("context.Request.Headers");
});

test.each([
  ['@("ab")', "ab"],
  ['@(@"a""b")', 'a"b'],
  ['@("a" + /* and */ "b")', "ab"],
  ["@('a' + \"b\")", "ab"],
  ['@($"a{{b}}c")', "a{{b}}c"],
  ['@($"abc")', "abc"],
  ['@($"a{1}")', undefined],
  ["@(string.Empty)", ""],
  ['@{ const string a = "b"; return a + "c"; }', "bc"],
  ['@{ var a = "b"; a += "c"; return a; }', undefined],
  ['@("a" + context.RequestId)', undefined],
])("%s is always the text %j", (code, text) => {
  const view = viewIn(code);

  expect(view.textOf(view.results[0]!)).toBe(text);
});

test("names that double a text end", () => {
  const doubled = Array.from({ length: 40 }, (_, index) => `var a${index + 1} = a${index} + a${index};`).join(" ");
  const textOf = (first: string): string | undefined => {
    const view = viewIn(`@{ var a0 = "${first}"; ${doubled} return a40; }`);
    return view.textOf(view.results[0]!);
  };

  expect(textOf("x")).toBeUndefined();
  expect(textOf("")).toBe("");
});

test("a long chain of names ends", () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `var a${index + 1} = a${index}.B + a${index}.C;`).join(
    " ",
  );
  const view = viewIn(`@{ var a0 = context; ${names} return a20000.B; }`);

  expect(view.pathOf(view.results[0]!)).toBeUndefined();
  expect(view.textOf(view.results[0]!)).toBeUndefined();
});

test("results are what the block returns, and not what its lambdas and functions return", () => {
  const view = viewIn(
    "@{ int Two() { return 2; } if (context.Tracing) { return 1; } return list.Select(x => { return x; }); }",
  );

  expect(view.results.map(({ kind }) => kind)).toEqual(["number", "invocation"]);
});

test("a method has a name and what it is called on, also with ?.", () => {
  const view = viewIn("@(context.User?.Groups.First())");
  const call = last(view, "invocation");

  expect(methodOf(call)).toBe("First");
  expect(view.pathOf(calledOn(call)!)).toBe("context.User.Groups");
  expect(methodOf(view.nodes[0]!)).toBeUndefined();
});

test("what a variable is an item of", () => {
  const listOf = (code: string): string | undefined => {
    const view = viewIn(code);
    const list = view.locals.listOf("item");
    return list === undefined ? undefined : view.pathOf(list);
  };

  expect(listOf("@(context.User.Groups.Any(item => item.Id == 1))")).toBe("context.User.Groups");
  expect(listOf("@(Array.Exists(context.User.Groups, item => true))")).toBe("context.User.Groups");
  expect(listOf("@{ foreach (var item in context.User.Groups) { return item; } return 1; }")).toBe(
    "context.User.Groups",
  );
  expect(listOf("@{ var item = context.User.Groups; return item; }")).toBeUndefined();
});

test.each([
  ["@(context.Request.Method)", true],
  ["@{ var a = b; var b = context.Request.Method; return a; }", true],
  ["@{ foreach (var a in context.Request.Headers) { return a; } return 1; }", true],
  ["@{ int a; int.TryParse(context.Request.Method, out a); return a; }", true],
  ["@{ var a = context.Request.Method; return 1; }", false],
  ["@(context.RequestId)", false],
])("the result of %s comes from the request: %s", (code, comes) => {
  const view = viewIn(code);
  const spread = new Spread(view, (node) => node.kind === "member" && view.pathOf(node) === "context.Request");

  expect(spread.has(view.results[0] as Expression)).toBe(comes);
});

test("the view of a tree is made once", () => {
  const tree = parseCsharp("@(a)");

  expect(viewOf(tree)).toBe(viewOf(tree));
});
