import {
  Base,
  Choose,
  Cors,
  ExistsAction,
  IpFilter,
  LimitConcurrency,
  MockResponse,
  PolicyComment,
  PolicyDocument,
  PolicyElement,
  PolicyExpression,
  PolicyText,
  PolicyValue,
  RateLimitByKey,
  ReturnResponse,
  SetBody,
  SetHeader,
  SetStatus,
  SetVariable,
  ValidateJwt,
} from "../../../src/policy";

/** A value as a program without a type check gives it. */
function unchecked<T>(value: unknown): T {
  return value as T;
}

const header = (props: object): SetHeader => new SetHeader({ name: "a", values: ["b"], ...props });
const limit = (props: object): RateLimitByKey =>
  new RateLimitByKey({ calls: 1, renewalPeriodSeconds: 1, counterKey: "all", ...props });
const concurrency = (statements: unknown): LimitConcurrency =>
  new LimitConcurrency(unchecked({ key: "a", maxCount: 1, statements }));

test.each<[string, () => unknown, string]>([
  [
    "a numeric string for a number",
    () => limit({ calls: "100" }),
    'calls of <rate-limit-by-key> is the string "100"; expected a number or a PolicyValue: leave out the quotes',
  ],
  [
    "another string for a number",
    () => limit({ calls: "many" }),
    'calls of <rate-limit-by-key> is the string "many"; expected a number or a PolicyValue: change it',
  ],
  [
    "a string for a plain number",
    () => new MockResponse(unchecked({ statusCode: "404" })),
    'statusCode of <mock-response> is the string "404"; expected a number or a PolicyValue: leave out the quotes',
  ],
  [
    "a string for a flag",
    () => new Cors(unchecked({ allowedOrigins: ["*"], allowCredentials: "true" })),
    'allowCredentials of <cors> is the string "true"; expected true, false or a PolicyValue: leave out the quotes',
  ],
  [
    "a number for a string",
    () => header({ name: 5 }),
    "name of <set-header> is the number 5; expected a string or a PolicyValue: put it into quotes",
  ],
  [
    "a number for a plain string",
    () => new SetVariable(unchecked({ name: 5, value: "a" })),
    "name of <set-variable> is the number 5; expected a string or a PolicyValue: put it into quotes",
  ],
  [
    "null",
    () => header({ name: null }),
    "name of <set-header> is null; expected a string or a PolicyValue: give a value, or leave it out",
  ],
  [
    "null for what may be left out",
    () => header({ id: null }),
    "id of <set-header> is null; expected a string or a PolicyValue: give a value, or leave it out",
  ],
  ["an object", () => header({ name: {} }), "name of <set-header> is an object; expected a string or a PolicyValue"],
  [
    "a function",
    () => header({ name: () => "a" }),
    "name of <set-header> is a function; expected a string or a PolicyValue",
  ],
  [
    "a promise",
    () => header({ name: Promise.resolve("a") }),
    "name of <set-header> is a Promise; expected a string or a PolicyValue: await it",
  ],
  [
    "a number that is none",
    () => limit({ calls: NaN }),
    'attribute "calls" of <rate-limit-by-key> is "NaN"; expected a whole number from 0: change calls',
  ],
  [
    "an endless number",
    () => limit({ renewalPeriodSeconds: Infinity }),
    'attribute "renewal-period" of <rate-limit-by-key> is "Infinity"; expected a whole number from 1 to 300: change renewalPeriodSeconds',
  ],
  [
    "the literal of an enum-like class",
    () => header({ existsAction: "override" }),
    'existsAction of <set-header> is the string "override"; expected one of ExistsAction.OVERRIDE, ExistsAction.APPEND, ExistsAction.SKIP, ExistsAction.DELETE, ExistsAction.of(…): give ExistsAction.OVERRIDE',
  ],
  [
    "a number for an enum",
    () => new IpFilter(unchecked({ action: 1, addresses: ["10.0.0.1"] })),
    "action of <ip-filter> is the number 1; expected one of IpFilterAction.ALLOW, IpFilterAction.FORBID",
  ],
  [
    "a member of another enum-like class",
    () => new ValidateJwt(unchecked({ headerName: "a", requiredClaims: [{ name: "b", match: ExistsAction.SKIP }] })),
    'attribute "match" of <claim> is "skip"; expected "all", "any"',
  ],
  [
    "a string for a list",
    () => header({ values: "abc" }),
    'values of <set-header> is the string "abc"; expected a list of values: put it into [ ]',
  ],
  [
    "an object for a list",
    () => new ValidateJwt(unchecked({ headerName: "a", requiredClaims: { name: "b" } })),
    "requiredClaims of <validate-jwt> is an object; expected a list of objects: put it into [ ]",
  ],
  [
    "null for a list",
    () => header({ values: null }),
    "values of <set-header> is null; expected a list of values: give a value, or leave it out",
  ],
  [
    "a promise of a list",
    () => header({ values: Promise.resolve(["a"]) }),
    "values of <set-header> is a Promise; expected a list of values: await it",
  ],
  [
    "a wrong item in a list",
    () => header({ values: ["a", false] }),
    "values[1] of <set-header> is the boolean false; expected a string or a PolicyValue: put it into quotes",
  ],
  [
    "a hole in a list",
    () => header({ values: ["a", undefined] }),
    "values[1] of <set-header> is undefined; expected a string or a PolicyValue",
  ],
  [
    "a string for the part of a statement",
    () => new ValidateJwt(unchecked({ headerName: "a", requiredClaims: ["b"] })),
    'requiredClaims[0] of <validate-jwt> is the string "b"; expected an object with props such as name, match, separator',
  ],
  [
    "a statement that is not in a list",
    () => concurrency(new SetStatus({ code: 200 })),
    "statements of <limit-concurrency> is a SetStatus; expected a list of policies and comments: put it into [ ]",
  ],
  [
    "a string among statements",
    () => concurrency(["<base />"]),
    'statements of <limit-concurrency> contains the string "<base />"; expected policies and comments: give nothing else',
  ],
  [
    "a class instead of its instance",
    () => concurrency([Base]),
    "statements of <limit-concurrency> contains a function; expected policies and comments",
  ],
  [
    "null in the place of a statement",
    () => new ReturnResponse(unchecked({ status: null })),
    "status of <return-response> contains null; expected <set-status>: give an element of this name",
  ],
  [
    "props in the place of a statement",
    () => new ReturnResponse(unchecked({ status: { code: 200 } })),
    "status of <return-response> contains an object; expected <set-status>: give an element of this name",
  ],
  [
    "statements that are no list, in a part",
    () => new Choose(unchecked({ when: [{ condition: true, statements: new Base() }] })),
    "statements of <when> is a Base; expected a list of policies and comments: put it into [ ]",
  ],
  ["no props object", () => new SetHeader(unchecked(undefined)), "<set-header> lacks name; expected a value: set name"],
  [
    "null as the props object",
    () => new SetHeader(unchecked(null)),
    "the props object of <set-header> is null; expected an object with props such as id, name, existsAction",
  ],
  [
    "a string as the props object",
    () => new SetBody(unchecked("text")),
    'the props object of <set-body> is the string "text"; expected an object with props such as',
  ],
  [
    "a misspelt prop",
    () => header({ nmae: "a" }),
    '<set-header> has no prop "nmae"; expected "id", "name", "existsAction", "values"; did you mean "name"?',
  ],
  ["a prop without its unit", () => limit({ renewalPeriod: 60 }), '; did you mean "renewalPeriodSeconds"?'],
  [
    "a prop of another statement",
    () => header({ frequency: 1 }),
    '<set-header> has no prop "frequency"; expected "id", "name", "existsAction", "values": remove it',
  ],
  [
    "a misspelt prop of a part",
    () => new Choose(unchecked({ when: [{ conditoin: true, condition: true, statements: [] }] })),
    '<when> has no prop "conditoin"; expected "condition", "statements"; did you mean "condition"?',
  ],
  [
    "a misspelt section",
    () => PolicyDocument.of(unchecked({ onerror: [] })),
    'PolicyDocument.of has no prop "onerror"; expected "inbound", "backend", "outbound", "onError"; did you mean "onError"?',
  ],
  [
    "a section that is no list",
    () => PolicyDocument.of(unchecked({ inbound: new Base() })),
    "children of <inbound> is a Base; expected a list of nodes: put it into [ ]",
  ],
  [
    "a part of a text that is no text",
    () => PolicyValue.join("a", unchecked(5)),
    "a part of PolicyValue.join is the number 5; expected a string or a PolicyValue",
  ],
  [
    "a part of an expression that is no text",
    () => PolicyExpression.concat("a", unchecked(null)),
    "a part of PolicyExpression.concat is null; expected a string or a PolicyValue",
  ],
  [
    "the value of an enum-like class that is no text",
    () => ExistsAction.of(unchecked(1)),
    "the value of ExistsAction is the number 1; expected a string or a PolicyValue",
  ],
  [
    "a text that is no string",
    () => PolicyValue.text(unchecked(5)),
    "the text of PolicyValue.text is the number 5; expected a string: change it",
  ],
  [
    "code that there is not",
    () => PolicyValue.expression(unchecked(undefined)),
    "the code of a PolicyValue is undefined; expected a string",
  ],
  [
    "a named value without a name",
    () => PolicyValue.namedValue(unchecked(undefined)),
    "the name of PolicyValue.namedValue is undefined; expected a string",
  ],
  [
    "the claim of a token that is no string",
    () => PolicyExpression.claim("jwt", unchecked(null)),
    "a name or text in an expression is null; expected a string",
  ],
  [
    "a file that was read without an encoding",
    () => PolicyDocument.parse(unchecked(Buffer.from("<policies />"))),
    "the text of PolicyDocument.parse is a Buffer; expected a string: change it",
  ],
  [
    "an element without a name",
    () => new PolicyElement(unchecked(undefined)),
    'policy element "undefined" is not an XML name; expected letters',
  ],
  [
    "an attribute without a name",
    () => new PolicyElement("a", { attributes: [unchecked({ value: "b" })] }),
    'policy attribute "undefined" is not an XML name; expected letters',
  ],
  [
    "a comment that is no text",
    () => new PolicyComment(unchecked(5)),
    "the text of a PolicyComment is the number 5; expected a string",
  ],
  ["no text", () => new PolicyText(unchecked(undefined)), "the value of a PolicyText is undefined; expected a string"],
])("fails for %s", (_, build, message) => {
  expect(build).toThrow(message);
});

test("takes undefined for a prop that is left out, also for one that there is not", () => {
  expect(header({ id: undefined, other: undefined }).attributes.map(({ name }) => name)).toEqual(["name"]);
});
