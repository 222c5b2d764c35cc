import { readFileSync } from "node:fs";
import { Language, type Node, Parser } from "web-tree-sitter";

/** A node as text: its kind and where it is. Parentheses are no nodes, and a type is one node, apart from its type arguments. */
export type NodeText = string;

export interface OracleTree {
  readonly isCode: boolean;
  /** Its nodes, sorted. */
  readonly nodes: readonly NodeText[];
  /** Why the nodes are not what C# has, where the grammar is known to be wrong. */
  readonly mistake?: string;
}

/** What another parser of C# says about the expressions of policies. */
export class TreeSitterOracle {
  public static async load(): Promise<TreeSitterOracle> {
    await Parser.init();
    const grammar = readFileSync(require.resolve("tree-sitter-c-sharp/tree-sitter-c_sharp.wasm"));
    const parser = new Parser();
    parser.setLanguage(await Language.load(grammar));
    return new TreeSitterOracle(parser);
  }

  private constructor(private readonly parser: Parser) {}

  /** What the grammar makes of an expression. */
  public read(code: string): OracleTree {
    const prefix = code.startsWith("@(") ? "return" : "";
    const tree = this.parser.parse(prefix === "" ? ` ${code.slice(1)}` : `${prefix} ${code.slice(1)};`);
    if (tree === null || tree.rootNode.hasError) return { isCode: false, nodes: [] };
    const reader = new Reader(prefix.length);
    const [statement] = present(tree.rootNode.firstNamedChild?.namedChildren);
    if (statement === undefined) return { isCode: false, nodes: [] };
    if (prefix === "") reader.read(statement);
    else reader.readAll(statement.namedChildren);
    tree.delete();
    return {
      isCode: true,
      nodes: reader.nodes.sort(),
      ...(reader.mistake !== undefined && { mistake: reader.mistake }),
    };
  }
}

const KINDS: Readonly<Record<string, string>> = {
  identifier: "name",
  generic_name: "name",
  member_access_expression: "member",
  invocation_expression: "invocation",
  element_access_expression: "element",
  conditional_access_expression: "conditional",
  cast_expression: "cast",
  binary_expression: "binary",
  assignment_expression: "assignment",
  conditional_expression: "ternary",
  lambda_expression: "lambda",
  anonymous_method_expression: "lambda",
  object_creation_expression: "new",
  array_creation_expression: "newArray",
  implicit_array_creation_expression: "newArray",
  anonymous_object_creation_expression: "anonymous",
  tuple_expression: "tuple",
  typeof_expression: "typeof",
  default_expression: "default",
  checked_expression: "checked",
  throw_expression: "throw",
  prefix_unary_expression: "unary",
  postfix_unary_expression: "unary",
  is_expression: "typeTest",
  is_pattern_expression: "typeTest",
  as_expression: "typeTest",
  declaration_expression: "declaration",
  declaration_pattern: "declarationPattern",
  interpolated_string_expression: "interpolated",
  interpolation: "interpolation",
  string_literal: "string",
  verbatim_string_literal: "string",
  character_literal: "char",
  integer_literal: "number",
  real_literal: "number",
  null_literal: "null",
  boolean_literal: "boolean",
  block: "block",
  local_declaration_statement: "variables",
  local_function_statement: "localFunction",
  expression_statement: "expressionStatement",
  if_statement: "if",
  for_statement: "for",
  foreach_statement: "foreach",
  while_statement: "while",
  do_statement: "do",
  switch_statement: "switch",
  try_statement: "try",
  using_statement: "using",
  lock_statement: "lock",
  return_statement: "return",
  throw_statement: "throwStatement",
  break_statement: "break",
  continue_statement: "continue",
  empty_statement: "empty",
  checked_statement: "block",
};

/** Nodes of the grammar that are only around others here. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  "parenthesized_expression",
  "argument_list",
  "bracketed_argument_list",
  "argument",
  "constant_pattern",
  "member_binding_expression",
  "element_binding_expression",
  "interpolation_alignment_clause",
  "switch_body",
  "switch_section",
  "when_clause",
  "catch_clause",
  "catch_declaration",
  "catch_filter_clause",
  "finally_clause",
  "arrow_expression_clause",
  "parameter_list",
  "parameter",
  "array_rank_specifier",
  "variable_declarator",
]);

const IGNORED: ReadonlySet<string> = new Set([
  "comment",
  "modifier",
  "interpolation_start",
  "interpolation_quote",
  "interpolation_brace",
  "interpolation_format_clause",
  "string_content",
  "string_literal_content",
  "implicit_parameter",
  "implicit_type",
  "type_parameter_list",
  "escape_sequence",
  "character_literal_content",
]);

/** Turns the nodes of the grammar into ours. */
class Reader {
  public readonly nodes: NodeText[] = [];
  public mistake: string | undefined;

  public constructor(private readonly offset: number) {}

  public readAll(nodes: readonly (Node | null)[]): void {
    for (const node of present(nodes)) this.read(node);
  }

  public read(node: Node): void {
    const { type } = node;
    this.mistake ??= mistakeIn(node);
    if (IGNORED.has(type)) return;
    if (TYPES.has(type)) return this.readType(node);
    if (type === "variable_declaration") return this.readVariables(node);
    if (type === "initializer_expression") return this.readArray(node);
    if (TRANSPARENT.has(type)) return this.readMembers(node);
    const nameOfCall = type === "invocation_expression" && node.childForFieldName("function")?.text === "nameof";
    this.add(nameOfCall ? "nameof" : (KINDS[type] ?? `? ${type}`), node.startIndex, node.endIndex);
    if (nameOfCall) return this.readAll(present([node.childForFieldName("arguments")]));
    switch (type) {
      case "checked_statement":
        return this.readAll(node.namedChildren[0]?.namedChildren ?? []);
      case "foreach_statement":
        return this.readForEach(node);
      case "anonymous_object_creation_expression":
        return this.readAnonymous(node);
      default:
        this.readMembers(node);
    }
  }

  /** Reads what is in a node: types where a type is, and no names where one is declared. */
  private readMembers(node: Node): void {
    for (let index = 0; index < node.childCount; index++) {
      const child = node.child(index);
      if (child?.isNamed !== true) continue;
      const field = node.fieldNameForChild(index);
      const isInitializer = child.type === "initializer_expression" && node.type === "object_creation_expression";
      if (isInitializer) this.readInitializer(child);
      else if (field === "name") this.readTypeArguments(child);
      else if (isTypeField(node, field, child)) this.readType(child);
      else if (node.type === "generic_name") this.readTypeArguments(node);
      else this.read(child);
    }
  }

  private readTypeArguments(node: Node): void {
    for (const child of present(node.namedChildren)) {
      if (child.type === "type_argument_list") for (const type of present(child.namedChildren)) this.readType(type);
    }
  }

  private readType(node: Node): void {
    if (node.type === "implicit_type" || node.text === "void") return;
    this.add("type", node.startIndex, node.endIndex);
    this.readWithinType(node);
  }

  private readWithinType(node: Node): void {
    for (const child of present(node.namedChildren)) {
      if (child.type === "type_argument_list") for (const type of present(child.namedChildren)) this.readType(type);
      else if (child.type === "tuple_element") this.readType(child.childForFieldName("type") ?? child);
      else if (child.type === "array_rank_specifier") this.readAll(child.namedChildren);
      else this.readWithinType(child);
    }
  }

  private readVariables(node: Node): void {
    if (node.parent?.type !== "local_declaration_statement") this.add("variables", node.startIndex, node.endIndex);
    this.readMembers(node);
  }

  private readForEach(node: Node): void {
    const type = node.childForFieldName("type");
    const left = node.childForFieldName("left");
    if (type !== null && left !== null) {
      this.add("declaration", type.startIndex, left.endIndex);
      this.readType(type);
    }
    this.readAll([node.childForFieldName("right"), node.childForFieldName("body")]);
  }

  private readAnonymous(node: Node): void {
    for (let index = 0; index < node.childCount; index++) {
      const child = node.child(index);
      if (child?.isNamed === true && node.child(index + 1)?.type !== "=") this.read(child);
    }
  }

  /** Reads the elements of an array in braces. */
  private readArray(node: Node): void {
    const isOfCreation = node.parent?.type.includes("array_creation") === true;
    if (!isOfCreation) this.add("newArray", node.startIndex, node.endIndex);
    this.readAll(node.namedChildren);
  }

  private readInitializer(node: Node): void {
    this.add("initializer", node.startIndex, node.endIndex);
    for (const child of present(node.namedChildren)) {
      const left = child.type === "assignment_expression" ? child.childForFieldName("left") : null;
      const isKey = left?.type === "element_binding_expression";
      if (left?.type === "identifier" || isKey) {
        this.add(isKey ? "indexEntry" : "memberEntry", child.startIndex, child.endIndex);
        if (isKey) this.read(left);
        const right = child.childForFieldName("right");
        if (right?.type === "initializer_expression") this.readInitializer(right);
        else this.readAll([right]);
        continue;
      }
      if (child.type === "comment") continue;
      this.add("elementEntry", child.startIndex, child.endIndex);
      if (child.type === "initializer_expression") this.readAll(child.namedChildren);
      else this.read(child);
    }
  }

  private add(kind: string, start: number, end: number): void {
    this.nodes.push(`${kind} ${start - this.offset}-${end - this.offset}`);
  }
}

const TYPES: ReadonlySet<string> = new Set([
  "predefined_type",
  "array_type",
  "nullable_type",
  "tuple_type",
  "qualified_name",
]);

function isTypeField(node: Node, field: string | null, child: Node): boolean {
  if (field === "type") return true;
  if (field === "right" && (node.type === "is_expression" || node.type === "as_expression")) return true;
  return TYPES.has(child.type) && child.type !== "qualified_name";
}

/** What the grammar is known to read in another way than C# does. */
function mistakeIn(node: Node): string | undefined {
  const [first, second] = present(node.namedChildren).filter((child) => child.type !== "comment");
  if (node.type === "cast_expression" && second !== undefined && /^(?:[-+&*^]|\[)/.test(second.text)) {
    return "it takes `(a) + b` and `(a)[b]` for casts";
  }
  if (node.type === "binary_expression" && isComparison(node, ">>>")) {
    return "it takes the end of `a.b<c<d<e>>>(f)` for an operator of C# 11";
  }
  if (node.type === "binary_expression" && isComparison(node, ">") && first !== undefined && isComparison(first, "<")) {
    return "it takes the type arguments in `a.b<c>(d)` for comparisons";
  }
  if (node.type === "conditional_access_expression" && first !== undefined && !isOperand(first)) {
    return "in `a + b?.c` it takes the sum for what is before the question mark";
  }
  if (node.type === "constant_pattern" && first !== undefined && !isOperand(first)) {
    return "in `a is b && c` it takes the conjunction for the pattern";
  }
  return undefined;
}

function isComparison(node: Node, operator: string): boolean {
  return node.childForFieldName("operator")?.text === operator;
}

/** Whether no operator is in an expression, unless it is in parentheses. */
function isOperand(node: Node): boolean {
  return !/^(binary|cast|assignment|conditional|lambda|as|is|is_pattern|prefix_unary|throw)_expression$/.test(
    node.type,
  );
}

function present(nodes: readonly (Node | null)[] | undefined): Node[] {
  return (nodes ?? []).filter((node): node is Node => node !== null);
}
