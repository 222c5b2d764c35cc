import { runInNewContext } from "node:vm";
import { withCalledFirst } from "../../scripts/bundle/eager";

const CODE = `const twice = double(21);
function double(number) { return plus(number, number); }
function unused() { return "unused"; }
const plus = (left, { valueOf: right }) => left + right.call(21);
const table = { pair: (left) => ({ left }), late: async () => { await 1; }, other: () => 1 };
class Counter { count = 1; next() { return [1].map(() => this.count + 1)[0]; } }
result = [twice, table.pair(1).left, new Counter().next(), unused.name];`;

/** What V8 counts: the functions with these texts are called. */
function counted(...texts: string[]): Parameters<typeof withCalledFirst>[1] {
  return texts.map((text) => {
    const startOffset = CODE.indexOf(text);
    return { ranges: [{ startOffset, endOffset: startOffset + text.length, count: 1 }] };
  });
}

const DOUBLE = "function double(number) { return plus(number, number); }";
const UNUSED = 'function unused() { return "unused"; }';
const PLUS = "(left, { valueOf: right }) => left + right.call(21)";
const PAIR = "(left) => ({ left })";
const LATE = "async () => { await 1; }";
const INNER = "() => this.count + 1";

describe("withCalledFirst", () => {
  test("puts what is called in parentheses, declarations first", () => {
    const code = withCalledFirst(CODE, counted(DOUBLE, PLUS, PAIR));
    expect(code.startsWith(`var double=(${DOUBLE});\n`)).toBe(true);
    expect(code).toContain("plus = (function(left,{ valueOf: right }){return left + right.call(21)});");
    expect(code).toContain("pair: (function(left){return ({ left })}),");
  });

  test("leaves what is not called, what is asynchronous, and what is in a class", () => {
    const code = withCalledFirst(CODE, counted(LATE, INNER));
    expect(code).toBe(CODE);
  });

  test("does not take a function that was read for one that was called", () => {
    const [read] = counted(UNUSED);
    const code = withCalledFirst(CODE, [{ ranges: [{ ...read!.ranges[0]!, count: 0 }] }]);
    expect(code).toBe(CODE);
  });

  test("keeps what the code does, also where a function is used above its declaration", () => {
    const source = CODE.replace("const twice = double(21);", "").replace("result = [twice", "result = [double(21)");
    const offsets = [DOUBLE, PLUS, PAIR, UNUSED].map((text) => {
      const startOffset = source.indexOf(text);
      return { ranges: [{ startOffset, endOffset: startOffset + text.length, count: 1 }] };
    });
    expect(run(withCalledFirst(source, offsets))).toEqual([42, 1, 2, "unused"]);
    expect(run(withCalledFirst(source, []))).toEqual([42, 1, 2, "unused"]);
  });
});

function run(code: string): unknown {
  const context: { result?: unknown[] } = {};
  runInNewContext(code, context);
  return [...context.result!];
}
