import { type CsharpTokens, TokenKind } from "../../csharp/tokens";
import { PolicySeverity } from "../../model/finding";
import { shown } from "../../text/errors";
import { type LintExpression } from "../expressions";
import { ARRAYS, type NamedRead } from "../reads";
import { type LintRule, type ReportedFinding } from "../rule";
import { faultOfArray, faultOfObject } from "./typed-use";

/** Not a compiler: the mistakes with types that are frequent. A warning where the code compiles and its result is not the one that is meant. */
export const TYPED_EXPRESSION: LintRule = {
  id: "C-24",
  name: "typed-expression",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "An expression uses claims, headers, query parameters and variables by their types.",
  rationale:
    "A claim, a header and a query parameter are arrays of strings, and a variable is an object until it is cast. Code that uses them otherwise does not compile, so no request passes. A warning where it compiles and never gives what is meant, or where the reference does not say.",
  fix: 'Use .Contains("…") or GetValueOrDefault("…", "") for arrays, a cast for variables, and double quotes for strings.',
  url: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables",
  examples: {
    wrong: `<fragment>
  <choose>
    <when condition='@(((Jwt)context.Variables["jwt"]).Claims["roles"] != "Orders.Write")'>
      <return-response>
        <set-status code="403" reason="Forbidden" />
      </return-response>
    </when>
  </choose>
</fragment>`,
    right: `<fragment>
  <choose>
    <when condition='@(!((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("roles", "").Split(&apos;,&apos;).Contains("Orders.Write"))'>
      <return-response>
        <set-status code="403" reason="Forbidden" />
      </return-response>
    </when>
  </choose>
</fragment>`,
  },
  checkDocument: ({ expressions }, report) => {
    for (const expression of expressions) {
      const fault = faultOfUse(expression);
      if (fault !== undefined) report(expression.path, { ...fault, position: expression.position });
    }
  },
};

/** What is wrong with how an expression uses what it reads by name. */
export function faultOfUse({ tokens, reads }: LintExpression): ReportedFinding | undefined {
  return faultOfChars(tokens) ?? firstOf(reads, (read) => faultOfRead(tokens, read));
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function faultOfChars(tokens: CsharpTokens): ReportedFinding | undefined {
  for (let index = 0; index < tokens.length; index++) {
    const char = tokens.char(index);
    if (char === undefined || CHAR.test(char)) continue;
    return {
      message: `single quotes hold ${shown(char)}; expected one character in them, because text needs double quotes`,
      fix: "write double quotes around the text",
    };
  }
  return undefined;
}

/** What a char holds. A named value is replaced before the code is compiled. */
const CHAR = /^(?:[^\\]|\\(?:.|x[\dA-Fa-f]{1,4}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8})|.*(?:\{\{|\$\{).*)$/s;

function faultOfRead(tokens: CsharpTokens, read: NamedRead): ReportedFinding | undefined {
  const { collection, method, args } = read;
  if (args[0] !== undefined && tokens.kind(args[0]) === TokenKind.CHAR && NAMED.includes(method)) {
    return {
      message: `the name of an entry of ${collection} is in single quotes; expected a string in double quotes`,
      fix: "write double quotes around the name",
    };
  }
  if (method === "GetValueOrDefault") return faultOfDefault(tokens, read) ?? faultOfObject(tokens, read);
  if (method !== "[]") return undefined;
  if (ARRAYS.includes(collection)) return faultOfArray(tokens, read);
  return collection === "Variables" ? faultOfObject(tokens, read) : undefined;
}

const NAMED: readonly string[] = ["[]", "ContainsKey", "GetValueOrDefault", "TryGetValue"];

/** What is wrong with the arguments of `GetValueOrDefault`. */
function faultOfDefault(
  tokens: CsharpTokens,
  { collection, typeArgument, args, end }: NamedRead,
): ReportedFinding | undefined {
  const fix = `write ${collection}.GetValueOrDefault${collection === "Variables" ? "<string>" : ""}("name", "")`;
  if (args.length === 0 || args.length > 2) {
    return {
      message: `the call of ${collection}.GetValueOrDefault has ${args.length} arguments; expected a name and a default`,
      fix,
    };
  }
  if (tokens.kind(args[0]!) === TokenKind.NUMBER) {
    return { message: `the call of ${collection}.GetValueOrDefault has a number as the name; expected a string`, fix };
  }
  if (ARRAYS.includes(collection) && typeArgument !== undefined) {
    return {
      message: `the call of ${collection}.GetValueOrDefault has the type argument ${typeArgument}; expected none, because the values are strings`,
      fix,
      severity: PolicySeverity.WARNING,
    };
  }
  const type = ARRAYS.includes(collection) ? "string" : typeArgument;
  const given = args[1] === undefined || args[1] + 1 !== end ? undefined : typeOf(tokens, args[1]);
  if (type === undefined || given === undefined || (FITTING[type.toLowerCase()] ?? [given]).includes(given)) {
    return undefined;
  }
  return {
    message: `the default of ${collection}.GetValueOrDefault is a ${given}; expected ${type}`,
    fix: `give a default of type ${type}`,
  };
}

/** The type of a literal. */
function typeOf(tokens: CsharpTokens, index: number): string | undefined {
  if (tokens.string(index) !== undefined) return "string";
  if (tokens.char(index) !== undefined) return "char";
  if (tokens.number(index) !== undefined) return "number";
  return tokens.is(index, "true", "false") ? "bool" : undefined;
}

/** The literals that a type takes. A char is a number as well. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  string: ["string"],
  bool: ["bool"],
  boolean: ["bool"],
  int: ["number", "char"],
  long: ["number", "char"],
  double: ["number", "char"],
  jwt: [],
  jobject: [],
  jarray: [],
  iresponse: [],
};
