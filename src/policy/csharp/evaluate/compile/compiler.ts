import { type Expression, type Statement } from "../../tree";
import { instanceMembers, staticMembers } from "../binding/members";
import { LimitError, NetThrow, UnsupportedError } from "../contract/errors";
import { typeNamed, UNKNOWN } from "../contract/type";
import { NetTypeObject } from "../core/type-object";
import { compileConditionalAccess, compileElement, compileMember, compileName, compileReceiver } from "./access";
import { compileAssignment, compileUnary } from "./assignment";
import { compileBinary, compileCast, compileChecked, compileTernary } from "./binary";
import { compileInvocation } from "./calls";
import { BREAK, type Code, code, type Compiler, CONTINUE, type Scope, type StatementCode, type Storage } from "./code";
import { compileSwitch, compileThrow, compileTry } from "./control";
import { compileAnonymous, compileObjectCreation, compileTuple } from "./creation";
import { compileArray } from "./array-creation";
import { compileLambda, methodGroup } from "./lambdas";
import { compileLiteral } from "./literals";
import { compileDo, compileFor, compileForEach, compileWhile } from "./loops";
import { compileTypeTest } from "./patterns";
import { compileBlock, compileBody, compileIf, compileUsing, compileVariables, returned } from "./statements";
import { compileStorage } from "./storage";
import { resolveTypeNode, typeOfExpression, unsupported } from "./types";

/** Makes closures of a tree. What is not there becomes code that says so when it runs: a branch that is never taken does no harm. */
export class TreeCompiler implements Compiler {
  private count = 0;

  /** @param limit how many nodes it compiles; a lambda counts once for each choice of the types of its parameters */
  public constructor(private readonly limit: number) {}

  public expression(node: Expression, scope: Scope): Code {
    try {
      this.countNode();
      return this.compile(node, scope);
    } catch (error) {
      const failure = located(error, node);
      return code(UNKNOWN, () => {
        throw failure;
      });
    }
  }

  public statement(node: Statement, scope: Scope): StatementCode {
    try {
      this.countNode();
      const run = this.compileStatement(node, scope);
      return (environment) => {
        environment.runtime.step();
        return run(environment);
      };
    } catch (error) {
      const failure = located(error, node);
      return () => {
        throw failure;
      };
    }
  }

  public storage(node: Expression, scope: Scope): Storage {
    return compileStorage(node, scope, this);
  }

  private countNode(): void {
    if (++this.count > this.limit) throw new LimitError("the lambdas of the expression have too many types");
  }

  private compile(node: Expression, scope: Scope): Code {
    switch (node.kind) {
      case "name":
        return compileName(node, scope);
      case "member":
        return this.methodGroup(node, scope) ?? compileMember(node, scope, this);
      case "element":
        return compileElement(node, scope, this);
      case "invocation":
        return compileInvocation(node, scope, this);
      case "conditionalAccess":
        return compileConditionalAccess(node, scope, this);
      case "receiver":
        return compileReceiver(node, scope);
      case "unary":
        return compileUnary(node, scope, this);
      case "binary":
        return compileBinary(node, scope, this);
      case "typeTest":
        return compileTypeTest(node, scope, this);
      case "assignment":
        return compileAssignment(node, scope, this);
      case "ternary":
        return compileTernary(node, scope, this);
      case "cast":
        return compileCast(node, scope, this);
      case "lambda":
        return compileLambda(node, scope, this);
      case "new":
        return compileObjectCreation(node, scope, this);
      case "newArray":
        return compileArray(node, scope, this);
      case "anonymous":
        return compileAnonymous(node, scope, this);
      case "tuple":
        return compileTuple(node, scope, this);
      case "throw":
        return code(UNKNOWN, compileThrow(this.expression(node.value, scope), node, scope));
      case "checked":
        return compileChecked(node, scope, this);
      case "typeof": {
        const type = resolveTypeNode(node.type, scope);
        return code(typeNamed("System.Type"), () => new NetTypeObject(type));
      }
      case "typeExpression":
      case "declaration":
        throw unsupported(`a ${node.kind} as a value`, node);
      case "null":
      case "boolean":
      case "number":
      case "char":
      case "string":
      case "interpolated":
      case "default":
      case "nameof":
      case "place":
      case "missing":
        return compileLiteral(node, scope, this);
    }
  }

  /** A method as a value: of a type that has no property with the name, or of a value whose type is known. */
  private methodGroup(node: Extract<Expression, { kind: "member" }>, scope: Scope): Code | undefined {
    const { name } = node;
    const type = typeOfExpression(node.target, scope);
    if (type !== undefined) {
      const members = staticMembers(type, name, "method");
      return members.length === 0
        ? undefined
        : methodGroup(
            () => members,
            type,
            () => null,
          );
    }
    if (node.target.kind !== "name" || scope.find(node.target.name) === undefined) return undefined;
    const target = this.expression(node.target, scope);
    const members = instanceMembers(target.type, name, "method");
    if (members.length === 0 || instanceMembers(target.type, name, "property").length > 0) return undefined;
    return methodGroup(() => members, target.type, target.run);
  }

  private compileStatement(node: Statement, scope: Scope): StatementCode {
    switch (node.kind) {
      case "block":
        return compileBlock(node, scope, this);
      case "variables":
        return compileVariables(node, scope, this);
      case "expressionStatement": {
        const { run } = this.expression(node.value, scope);
        return (environment) => {
          run(environment);
          return undefined;
        };
      }
      case "if":
        return compileIf(node, scope, this);
      case "for":
        return compileFor(node, scope, this);
      case "foreach":
        return compileForEach(node, scope, this);
      case "while":
        return compileWhile(node, scope, this);
      case "do":
        return compileDo(node, scope, this);
      case "switch":
        return compileSwitch(node, scope, this);
      case "try":
        return compileTry(node, scope, this);
      case "using":
        return compileUsing(node, scope, this);
      case "lock":
        return compileBody(node.body, scope, this);
      case "return":
        return returned(node.value && this.expression(node.value, scope).run);
      case "throwStatement":
        return compileThrow(node.value && this.expression(node.value, scope), node, scope);
      case "break":
        return () => BREAK;
      case "continue":
        return () => CONTINUE;
      case "empty":
        return () => undefined;
      case "localFunction":
        throw unsupported("a local function here", node);
    }
  }
}

/** What a part that cannot be compiled throws when it runs. */
function located(error: unknown, node: Expression | Statement): Error {
  if (error instanceof UnsupportedError && error.start === undefined) return unsupported(error.feature, node);
  // A literal that its type cannot hold.
  if (error instanceof NetThrow) return unsupported(error.message, node);
  if (error instanceof UnsupportedError || error instanceof LimitError || error instanceof RangeError) return error;
  throw error;
}
