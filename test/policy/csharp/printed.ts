import {
  type Argument,
  type CsharpNode,
  type CsharpTree,
  type Expression,
  type Initializer,
  type Parameter,
  type Pattern,
  type Statement,
  type TypeNode,
  type VariableDeclaration,
} from "../../../src/policy/csharp/tree";
import { parseCsharp } from "../../../src/policy/csharp/parse";

/** The tree of the code, printed with parentheses around every operation. */
export function treeOf(code: string): string {
  return printed(parseCsharp(code));
}

/** The tree of code that has no problems. */
export function expressionIn(code: string): Expression {
  const { root, problems } = parseCsharp(`@(${code})`);
  expect(problems).toEqual([]);
  if (root.kind === "block") throw new Error("found a block; expected an expression");
  return root;
}

/** The problems of the code, each with the code that it is about. */
export function problemsOf(code: string): string[] {
  return parseCsharp(code).problems.map(({ start, end, message }) => `${code.slice(start, end)}: ${message}`);
}

export function printed({ root }: CsharpTree): string {
  return root.kind === "block" ? `@${statement(root)}` : `@(${expression(root)})`;
}

const maybe = (before: string, node: Expression | undefined, after = ""): string =>
  node === undefined ? "" : `${before}${expression(node)}${after}`;

function expression(node: Expression): string {
  switch (node.kind) {
    case "null":
      return "null";
    case "boolean":
      return `${node.value}`;
    case "number":
      return `${node.digits}:${node.type}`;
    case "char":
      return `'${node.value}'`;
    case "string":
      return `${node.isVerbatim ? "@" : ""}"${node.value}"`;
    case "interpolated":
      return `$"${node.parts.map((part) => (part.kind === "text" ? part.value : `{${expression(part.value)}${maybe(",", part.alignment)}${part.format === undefined ? "" : `:${part.format}`}}`)).join("")}"`;
    case "place":
      return node.text;
    case "name":
      return `${node.name}${typeArguments(node.typeArguments)}`;
    case "typeExpression":
      return `type ${type(node.type)}`;
    case "member":
      return `${expression(node.target)}.${node.name}${typeArguments(node.typeArguments)}`;
    case "element":
      return `${expression(node.target)}[${list(node.arguments, argument)}]`;
    case "invocation":
      return `${expression(node.target)}(${list(node.arguments, argument)})`;
    case "conditionalAccess":
      return `(${expression(node.target)} ? ${expression(node.access)})`;
    case "receiver":
      return "it";
    case "unary":
      return node.isPostfix
        ? `(${expression(node.operand)}${node.operator})`
        : `(${node.operator}${expression(node.operand)})`;
    case "binary":
      return `(${expression(node.left)} ${node.operator} ${expression(node.right)})`;
    case "typeTest":
      return `(${expression(node.value)} ${node.operator} ${pattern(node.pattern)})`;
    case "assignment":
      return `(${expression(node.target)} ${node.operator} ${expression(node.value)})`;
    case "ternary":
      return `(${expression(node.condition)} ? ${expression(node.whenTrue)} : ${expression(node.whenFalse)})`;
    case "cast":
      return `((${type(node.type)}) ${expression(node.operand)})`;
    case "lambda":
      return `((${list(node.parameters, parameter)}) => ${body(node.body)})`;
    case "new":
      return `new ${type(node.type)}(${list(node.arguments, argument)})${node.initializer === undefined ? "" : ` ${initializer(node.initializer)}`}`;
    case "newArray":
      return `new ${node.type === undefined ? "" : type(node.type)}[${list(node.sizes, expression)}]${node.elements === undefined ? "" : ` { ${list(node.elements, expression)} }`}`;
    case "anonymous":
      return `new { ${list(node.members, ({ name, value }) => `${name} = ${expression(value)}`)} }`;
    case "tuple":
      return `(${list(node.elements, ({ name, value }) => `${name === undefined ? "" : `${name}: `}${expression(value)}`)})`;
    case "typeof":
      return `typeof(${type(node.type)})`;
    case "nameof":
      return `nameof(${expression(node.target)})`;
    case "default":
      return node.type === undefined ? "default" : `default(${type(node.type)})`;
    case "throw":
      return `(throw ${expression(node.value)})`;
    case "declaration":
      return `${node.type === undefined ? "var" : type(node.type)} ${node.names.map((name) => name ?? "discard").join("+")}`;
    case "checked":
      return `${node.isChecked ? "checked" : "unchecked"}(${expression(node.value)})`;
    case "missing":
      return "missing";
  }
}

function list<T>(items: readonly T[], print: (item: T) => string): string {
  return items.map(print).join(", ");
}

function typeArguments(types: readonly TypeNode[]): string {
  return types.length === 0 ? "" : `<${list(types, type)}>`;
}

function type({ parts, elements, isNullable, ranks }: TypeNode): string {
  const tuple = list(
    elements,
    (element) => `${type(element.type)}${element.name === undefined ? "" : ` ${element.name}`}`,
  );
  const name =
    elements.length > 0
      ? `(${tuple})`
      : parts.map((part) => `${part.name}${typeArguments(part.typeArguments)}`).join(".");
  return `${name}${isNullable ? "?" : ""}${ranks.map((rank) => `[${rank}]`).join("")}`;
}

function argument({ name, modifier, value }: Argument): string {
  return `${name === undefined ? "" : `${name}: `}${modifier === undefined ? "" : `${modifier} `}${expression(value)}`;
}

function parameter({ name, type: declared, modifier, defaultValue }: Parameter): string {
  return `${modifier === undefined ? "" : `${modifier} `}${declared === undefined ? "" : `${type(declared)} `}${name}${maybe(" = ", defaultValue)}`;
}

function pattern(node: Pattern): string {
  switch (node.kind) {
    case "typePattern":
      return type(node.type);
    case "declarationPattern":
      return `${node.type === undefined ? "var" : type(node.type)} ${node.name ?? "discard"}`;
    case "constantPattern":
      return `constant ${expression(node.value)}`;
  }
}

function initializer({ entries }: Initializer): string {
  return `{ ${list(entries, (entry) => {
    if (entry.kind === "elementEntry")
      return entry.values.length === 1 ? list(entry.values, expression) : `{ ${list(entry.values, expression)} }`;
    const key = entry.kind === "memberEntry" ? entry.name : `[${list(entry.arguments, argument)}]`;
    return `${key} = ${entry.value.kind === "initializer" ? initializer(entry.value) : expression(entry.value)}`;
  })} }`;
}

function body(node: Expression | Statement): string {
  return node.kind === "block" ? statement(node) : expression(node as Expression);
}

function variables({ type: declared, isConstant, variables: all }: VariableDeclaration): string {
  const names = list(all, ({ name, value }) => `${name}${maybe(" = ", value)}`);
  return `${isConstant ? "const " : ""}${declared === undefined ? "var" : type(declared)} ${names}`;
}

function statement(node: Statement): string {
  switch (node.kind) {
    case "block": {
      const inner = node.statements.map((child) => `${statement(child)} `).join("");
      return `${node.isChecked === undefined ? "" : node.isChecked ? "checked " : "unchecked "}{ ${inner}}`;
    }
    case "variables":
      return `${variables(node)};`;
    case "localFunction":
      return `${node.type === undefined ? "void" : type(node.type)} ${node.name}${node.typeParameters.length === 0 ? "" : `<${node.typeParameters.join()}>`}(${list(node.parameters, parameter)}) => ${body(node.body)};`;
    case "expressionStatement":
      return `${expression(node.value)};`;
    case "if":
      return `if ${expression(node.condition)} ${statement(node.whenTrue)}${node.whenFalse === undefined ? "" : ` else ${statement(node.whenFalse)}`}`;
    case "for": {
      const first = "kind" in node.initializers ? variables(node.initializers) : list(node.initializers, expression);
      return `for (${first}; ${maybe("", node.condition)}; ${list(node.iterators, expression)}) ${statement(node.body)}`;
    }
    case "foreach":
      return `foreach (${expression(node.variable)} in ${expression(node.collection)}) ${statement(node.body)}`;
    case "while":
      return `while ${expression(node.condition)} ${statement(node.body)}`;
    case "do":
      return `do ${statement(node.body)} while ${expression(node.condition)};`;
    case "switch":
      return `switch ${expression(node.value)} { ${node.sections
        .map(({ labels, statements }) => {
          const heads = labels.map(
            (label) =>
              `${label.pattern === undefined ? "default" : `case ${pattern(label.pattern)}`}${maybe(" when ", label.condition)}: `,
          );
          return heads.join("") + statements.map((child) => `${statement(child)} `).join("");
        })
        .join("")}}`;
    case "try":
      return `try ${statement(node.block)}${node.catches.map((caught) => ` catch (${caught.type === undefined ? "" : type(caught.type)}${caught.name === undefined ? "" : ` ${caught.name}`})${maybe(" when ", caught.condition)} ${statement(caught.block)}`).join("")}${node.finally === undefined ? "" : ` finally ${statement(node.finally)}`}`;
    case "using": {
      const resource = node.resource.kind === "variables" ? variables(node.resource) : expression(node.resource);
      return `using (${resource})${node.body === undefined ? ";" : ` ${statement(node.body)}`}`;
    }
    case "lock":
      return `lock ${expression(node.value)} ${statement(node.body)}`;
    case "return":
      return `return${maybe(" ", node.value)};`;
    case "throwStatement":
      return `throw${maybe(" ", node.value)};`;
    case "break":
    case "continue":
      return `${node.kind};`;
    case "empty":
      return ";";
  }
}

/** The code of a node. */
export function codeOf(code: string, node: CsharpNode): string {
  return code.slice(node.start, node.end);
}
