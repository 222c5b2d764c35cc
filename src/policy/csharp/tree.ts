/**
 * The syntax tree of the C# in a policy expression: C# 7 without declarations of types, `unsafe` and `async`.
 * A query, `from x in xs select x`, is a tree of the calls that C# makes of it.
 *
 * All nodes are plain data. The start and the end of a node are indexes into the code, which begins with its `@(` or `@{`; the end is exclusive.
 * Parentheses are no nodes: what is in them has its range without them, and what it is a part of has its range with them.
 * No tree is deeper than `MAX_CSHARP_DEPTH`, so whoever reads one may recurse.
 *
 * Names of variables, members and types may contain the place of a named value, as it is written: `get{{suffix}}`, `{{type}}`. Nothing is known
 * about such a name. See `isPlace`.
 */
export interface SyntaxNode {
  readonly start: number;
  readonly end: number;
}

/** The tree of one policy expression. */
export interface CsharpTree {
  /** The text that the tree is of, with its `@(` or `@{`. */
  readonly code: string;
  /** The expression of `@(…)`, or the block of `@{…}`. */
  readonly root: Expression | Block;
  /** What is not C#, in the order of the text. Without one, the tree is all of the code. */
  readonly problems: readonly SyntaxProblem[];
}

/** A node that has a kind. The others, such as arguments and parameters, are parts of these. */
export type CsharpNode =
  Expression | Statement | Pattern | TypeNode | InterpolatedText | Interpolation | Initializer | InitializerEntry;

/** What cannot be C#. */
export interface SyntaxProblem extends SyntaxNode {
  /** What was found, and what is expected. */
  readonly message: string;
}

// Types

/** A type as it is written: `string`, `Dictionary<string, int>`, `System.Net.WebUtility`, `byte[]`, `int?`, `(int count, string name)`. */
export interface TypeNode extends SyntaxNode {
  readonly kind: "type";
  /** What is between the dots; one part for a keyword such as `string`, and none for a tuple. */
  readonly parts: readonly TypePart[];
  /** What a tuple holds. */
  readonly elements: readonly TupleTypeElement[];
  /** Whether a `?` follows, before the ranks. */
  readonly isNullable: boolean;
  /** The dimensions of each pair of brackets: `[1, 1]` for `byte[][]`, `[2]` for `int[,]`. */
  readonly ranks: readonly number[];
}

export interface TypePart extends SyntaxNode {
  readonly name: string;
  readonly typeArguments: readonly TypeNode[];
}

export interface TupleTypeElement extends SyntaxNode {
  readonly type: TypeNode;
  readonly name?: string;
}

// Expressions

export type Expression =
  | NullLiteral
  | BooleanLiteral
  | NumberLiteral
  | CharLiteral
  | StringLiteral
  | InterpolatedString
  | NamedValuePlace
  | Name
  | TypeExpression
  | Member
  | ElementAccess
  | Invocation
  | ConditionalAccess
  | Receiver
  | Unary
  | Binary
  | TypeTest
  | Assignment
  | Ternary
  | Cast
  | Lambda
  | ObjectCreation
  | ArrayCreation
  | AnonymousObject
  | Tuple
  | TypeOf
  | NameOf
  | Default
  | Throw
  | Declaration
  | Checked
  | Missing;

export interface NullLiteral extends SyntaxNode {
  readonly kind: "null";
}

export interface BooleanLiteral extends SyntaxNode {
  readonly kind: "boolean";
  readonly value: boolean;
}

/**
 * The type of a number follows from its suffix and its size, as C# has it. `2147483648` and `9223372036854775808` directly after a unary minus
 * are an `int` and a `long`.
 */
export type NumberType = "int" | "uint" | "long" | "ulong" | "float" | "double" | "decimal";

export interface NumberLiteral extends SyntaxNode {
  readonly kind: "number";
  readonly type: NumberType;
  /** The value in decimal digits, without separators, prefix and suffix: `255` for `0xFFu`, `1.5e3` as it is written. */
  readonly digits: string;
}

export interface CharLiteral extends SyntaxNode {
  readonly kind: "char";
  readonly value: string;
}

export interface StringLiteral extends SyntaxNode {
  readonly kind: "string";
  /** The text that it stands for. Places of named values are in it as they are written. */
  readonly value: string;
  /** Whether it is verbatim: `@"…"`. */
  readonly isVerbatim: boolean;
}

export interface InterpolatedString extends SyntaxNode {
  readonly kind: "interpolated";
  readonly parts: readonly (InterpolatedText | Interpolation)[];
}

export interface InterpolatedText extends SyntaxNode {
  readonly kind: "text";
  readonly value: string;
}

/** `{value,alignment:format}` in an interpolated string. */
export interface Interpolation extends SyntaxNode {
  readonly kind: "interpolation";
  readonly value: Expression;
  readonly alignment?: Expression;
  readonly format?: string;
}

/** A `{{name}}` or a `${…}` of a template among the code, outside of strings: it becomes code later, and nobody knows which. */
export interface NamedValuePlace extends SyntaxNode {
  readonly kind: "place";
  readonly text: string;
}

/** A simple name: a variable, a parameter, a type or a namespace; with type arguments a generic method or type. */
export interface Name extends SyntaxNode {
  readonly kind: "name";
  readonly name: string;
  readonly typeArguments: readonly TypeNode[];
}

/** A type that is written as a keyword, where a value is expected: `string` in `string.Empty`. */
export interface TypeExpression extends SyntaxNode {
  readonly kind: "typeExpression";
  readonly type: TypeNode;
}

/** `target.name` or `target.name<T>`. */
export interface Member extends SyntaxNode {
  readonly kind: "member";
  readonly target: Expression;
  readonly name: string;
  /** Where the name is. */
  readonly nameStart: number;
  readonly typeArguments: readonly TypeNode[];
}

/** `target[arguments]`. */
export interface ElementAccess extends SyntaxNode {
  readonly kind: "element";
  readonly target: Expression;
  readonly arguments: readonly Argument[];
}

/** `target(arguments)`. */
export interface Invocation extends SyntaxNode {
  readonly kind: "invocation";
  readonly target: Expression;
  readonly arguments: readonly Argument[];
}

export interface Argument extends SyntaxNode {
  /** Of a named argument. */
  readonly name?: string;
  readonly modifier?: "ref" | "out" | "in";
  readonly value: Expression;
}

/** `target?.a.b` or `target?[0]`: null if the target is null, and otherwise the access, whose innermost target is the `Receiver`. */
export interface ConditionalAccess extends SyntaxNode {
  readonly kind: "conditionalAccess";
  readonly target: Expression;
  readonly access: Expression;
}

/** The value before the `?` of the closest `ConditionalAccess` around it. It has no text. */
export interface Receiver extends SyntaxNode {
  readonly kind: "receiver";
}

export type UnaryOperator = "+" | "-" | "!" | "~" | "++" | "--";

export interface Unary extends SyntaxNode {
  readonly kind: "unary";
  readonly operator: UnaryOperator;
  /** Whether the operator follows the operand. */
  readonly isPostfix: boolean;
  readonly operand: Expression;
}

export type BinaryOperator =
  | "*"
  | "/"
  | "%"
  | "+"
  | "-"
  | "<<"
  | ">>"
  | "<"
  | ">"
  | "<="
  | ">="
  | "=="
  | "!="
  | "&"
  | "^"
  | "|"
  | "&&"
  | "||"
  | "??";

export interface Binary extends SyntaxNode {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `value as T`, `value is T`, `value is T name`, `value is 5`. */
export interface TypeTest extends SyntaxNode {
  readonly kind: "typeTest";
  readonly operator: "is" | "as";
  readonly value: Expression;
  readonly pattern: Pattern;
}

/** The right side of `is`, or what follows `case`. */
export type Pattern = TypePattern | DeclarationPattern | ConstantPattern;

export interface TypePattern extends SyntaxNode {
  readonly kind: "typePattern";
  readonly type: TypeNode;
}

/** `T name` or `var name`; without a name it is a discard, `T _`. */
export interface DeclarationPattern extends SyntaxNode {
  readonly kind: "declarationPattern";
  /** None for `var`. */
  readonly type?: TypeNode;
  readonly name?: string;
}

export interface ConstantPattern extends SyntaxNode {
  readonly kind: "constantPattern";
  readonly value: Expression;
}

export type AssignmentOperator = "=" | "+=" | "-=" | "*=" | "/=" | "%=" | "&=" | "|=" | "^=" | "<<=" | ">>=";

export interface Assignment extends SyntaxNode {
  readonly kind: "assignment";
  readonly operator: AssignmentOperator;
  readonly target: Expression;
  readonly value: Expression;
}

/** `condition ? whenTrue : whenFalse`. */
export interface Ternary extends SyntaxNode {
  readonly kind: "ternary";
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface Cast extends SyntaxNode {
  readonly kind: "cast";
  readonly type: TypeNode;
  readonly operand: Expression;
}

export interface Lambda extends SyntaxNode {
  readonly kind: "lambda";
  readonly parameters: readonly Parameter[];
  readonly body: Expression | Block;
}

/** A parameter of a lambda, where the type may be left out, or of a local function. */
export interface Parameter extends SyntaxNode {
  readonly name: string;
  readonly type?: TypeNode;
  readonly modifier?: "ref" | "out" | "in" | "params";
  readonly defaultValue?: Expression;
}

/** `new T(arguments) { initializer }`. */
export interface ObjectCreation extends SyntaxNode {
  readonly kind: "new";
  readonly type: TypeNode;
  readonly arguments: readonly Argument[];
  readonly initializer?: Initializer;
}

/** What is in the braces after `new T(…)`, or after `Member =` in such braces. */
export interface Initializer extends SyntaxNode {
  readonly kind: "initializer";
  readonly entries: readonly InitializerEntry[];
}

/** `Name = value`, `[key] = value`, `value`, or `{ key, value }`, whose values are the arguments of `Add`. */
export type InitializerEntry = MemberEntry | IndexEntry | ElementEntry;

export interface MemberEntry extends SyntaxNode {
  readonly kind: "memberEntry";
  readonly name: string;
  readonly value: Expression | Initializer;
}

export interface IndexEntry extends SyntaxNode {
  readonly kind: "indexEntry";
  readonly arguments: readonly Argument[];
  readonly value: Expression | Initializer;
}

export interface ElementEntry extends SyntaxNode {
  readonly kind: "elementEntry";
  readonly values: readonly Expression[];
}

/** `new T[size] { … }`, `new[] { … }`, or the `{ … }` of an array alone, as in `string[] a = { "x" };`. */
export interface ArrayCreation extends SyntaxNode {
  readonly kind: "newArray";
  /** The type of the array, with its ranks. None where it follows from the elements. */
  readonly type?: TypeNode;
  readonly sizes: readonly Expression[];
  /** An element that is an array of its dimension is an `ArrayCreation` again. */
  readonly elements?: readonly Expression[];
}

/** `new { Name = value, context.Request.Method }`. */
export interface AnonymousObject extends SyntaxNode {
  readonly kind: "anonymous";
  readonly members: readonly { readonly name: string; readonly value: Expression }[];
}

export interface Tuple extends SyntaxNode {
  readonly kind: "tuple";
  readonly elements: readonly { readonly name?: string; readonly value: Expression }[];
}

export interface TypeOf extends SyntaxNode {
  readonly kind: "typeof";
  readonly type: TypeNode;
}

export interface NameOf extends SyntaxNode {
  readonly kind: "nameof";
  readonly target: Expression;
}

/** `default(T)`, or `default` alone. */
export interface Default extends SyntaxNode {
  readonly kind: "default";
  readonly type?: TypeNode;
}

/** `throw value` as an expression: after `??`, in a ternary or in a lambda. */
export interface Throw extends SyntaxNode {
  readonly kind: "throw";
  readonly value: Expression;
}

/** A variable that an expression declares: `out int count`, `out var count`, `var (a, b)`. A discard, `out _`, has no name. */
export interface Declaration extends SyntaxNode {
  readonly kind: "declaration";
  /** None for `var`. */
  readonly type?: TypeNode;
  readonly names: readonly (string | undefined)[];
}

/** `checked(value)` and `unchecked(value)`. */
export interface Checked extends SyntaxNode {
  readonly kind: "checked";
  readonly isChecked: boolean;
  readonly value: Expression;
}

/** What should be here and is not, or cannot be read. There is a problem for each. */
export interface Missing extends SyntaxNode {
  readonly kind: "missing";
}

// Statements

export type Statement =
  | Block
  | VariableDeclaration
  | LocalFunction
  | ExpressionStatement
  | If
  | For
  | ForEach
  | While
  | DoWhile
  | Switch
  | Try
  | Using
  | Lock
  | Return
  | ThrowStatement
  | Jump
  | Empty;

export interface Block extends SyntaxNode {
  readonly kind: "block";
  readonly statements: readonly Statement[];
  /** Whether it is `checked { … }` or `unchecked { … }`. */
  readonly isChecked?: boolean;
}

/** `var a = 1;`, `int a, b = 2;`, `const string c = "x";`. */
export interface VariableDeclaration extends SyntaxNode {
  readonly kind: "variables";
  /** None for `var`. */
  readonly type?: TypeNode;
  readonly isConstant: boolean;
  readonly variables: readonly Variable[];
}

export interface Variable extends SyntaxNode {
  readonly name: string;
  readonly value?: Expression;
}

export interface LocalFunction extends SyntaxNode {
  readonly kind: "localFunction";
  /** None for `void`. */
  readonly type?: TypeNode;
  readonly name: string;
  readonly typeParameters: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: Expression | Block;
}

export interface ExpressionStatement extends SyntaxNode {
  readonly kind: "expressionStatement";
  readonly value: Expression;
}

export interface If extends SyntaxNode {
  readonly kind: "if";
  readonly condition: Expression;
  readonly whenTrue: Statement;
  readonly whenFalse?: Statement;
}

export interface For extends SyntaxNode {
  readonly kind: "for";
  readonly initializers: VariableDeclaration | readonly Expression[];
  readonly condition?: Expression;
  readonly iterators: readonly Expression[];
  readonly body: Statement;
}

export interface ForEach extends SyntaxNode {
  readonly kind: "foreach";
  /** What each round declares. */
  readonly variable: Declaration;
  readonly collection: Expression;
  readonly body: Statement;
}

export interface While extends SyntaxNode {
  readonly kind: "while";
  readonly condition: Expression;
  readonly body: Statement;
}

export interface DoWhile extends SyntaxNode {
  readonly kind: "do";
  readonly body: Statement;
  readonly condition: Expression;
}

export interface Switch extends SyntaxNode {
  readonly kind: "switch";
  readonly value: Expression;
  readonly sections: readonly SwitchSection[];
}

export interface SwitchSection extends SyntaxNode {
  readonly labels: readonly SwitchLabel[];
  readonly statements: readonly Statement[];
}

export interface SwitchLabel extends SyntaxNode {
  /** None for `default`. */
  readonly pattern?: Pattern;
  /** The condition after `when`. */
  readonly condition?: Expression;
}

export interface Try extends SyntaxNode {
  readonly kind: "try";
  readonly block: Block;
  readonly catches: readonly Catch[];
  readonly finally?: Block;
}

export interface Catch extends SyntaxNode {
  /** None for a `catch` of everything. */
  readonly type?: TypeNode;
  readonly name?: string;
  /** The condition after `when`. */
  readonly condition?: Expression;
  readonly block: Block;
}

/** `using (…) body`. Without a body it is a declaration, `using var a = …;`, which ends with its block. */
export interface Using extends SyntaxNode {
  readonly kind: "using";
  readonly resource: VariableDeclaration | Expression;
  readonly body?: Statement;
}

export interface Lock extends SyntaxNode {
  readonly kind: "lock";
  readonly value: Expression;
  readonly body: Statement;
}

export interface Return extends SyntaxNode {
  readonly kind: "return";
  readonly value?: Expression;
}

export interface ThrowStatement extends SyntaxNode {
  readonly kind: "throwStatement";
  /** None where an exception that was caught goes on. */
  readonly value?: Expression;
}

export interface Jump extends SyntaxNode {
  readonly kind: "break" | "continue";
}

export interface Empty extends SyntaxNode {
  readonly kind: "empty";
}
