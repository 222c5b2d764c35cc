import { type Expression, type Initializer } from "../../tree";
import { invokeMember, type PassedArgument } from "../binding/invoke";
import { instanceMembers } from "../binding/members";
import { chooseOverload } from "../binding/overloads";
import { typeOfValue } from "../binding/values-of-types";
import { UnsupportedError } from "../contract/errors";
import { type NetType, UNKNOWN } from "../contract/type";
import { type NetValue } from "../contract/values";
import { ChosenMembers } from "./chosen-members";
import { locate, readElement, readProperty } from "./access";
import { argumentsOf, passArguments } from "./arguments";
import { type Compiler, type Environment, type Scope } from "./code";
import { writeElement, writeProperty } from "./storage";

/** The target of a member whose value is there already. */
const MISSING: Expression = { kind: "missing", start: 0, end: 0 };

type InitializerCode = (value: NetValue, environment: Environment) => void;

/** Sets members and elements of a value that was just made. */
export function compileInitializer(
  node: Initializer,
  type: NetType,
  scope: Scope,
  compiler: Compiler,
): InitializerCode {
  const steps = node.entries.map((entry): InitializerCode => {
    switch (entry.kind) {
      case "memberEntry": {
        if (entry.value.kind === "initializer") {
          // What is there already is initialized, and nothing new is made.
          const inner = compileInitializer(entry.value, UNKNOWN, scope, compiler);
          const property = {
            ...entry,
            kind: "member" as const,
            target: MISSING,
            nameStart: entry.start,
            typeArguments: [],
          };
          const chosen = new ChosenMembers();
          return (target, environment) => inner(readProperty(target, type, property, chosen, environment), environment);
        }
        const value = compiler.expression(entry.value, scope);
        return (target, environment) => {
          writeProperty(target, entry, value.run(environment), type, environment);
        };
      }
      case "indexEntry": {
        const indexes = argumentsOf(entry.arguments, scope, compiler);
        if (entry.value.kind === "initializer") {
          const inner = compileInitializer(entry.value, UNKNOWN, scope, compiler);
          const chosen = new ChosenMembers();
          return (target, environment) => {
            const passed = passArguments(indexes, environment);
            inner(
              locate(entry, () => readElement(target, type, passed, chosen, environment)),
              environment,
            );
          };
        }
        const value = compiler.expression(entry.value, scope);
        const chosen = new ChosenMembers();
        return (target, environment) => {
          const passed = passArguments(indexes, environment);
          locate(entry, () => {
            writeElement(target, passed, value.run(environment), type, chosen, environment);
          });
        };
      }
      case "elementEntry": {
        const codes = argumentsOf(
          entry.values.map((value) => ({ start: value.start, end: value.end, value })),
          scope,
          compiler,
        );
        const chosen = new ChosenMembers();
        return (target, environment) => {
          const passed = passArguments(codes, environment);
          locate(entry, () => addElement(target, passed, chosen, environment));
        };
      }
    }
  });
  return (value, environment) => {
    for (const step of steps) step(value, environment);
  };
}

/** Calls `Add`. */
function addElement(
  target: NetValue,
  passed: readonly PassedArgument[],
  chosen: ChosenMembers,
  environment: Environment,
): NetValue {
  environment.runtime.step();
  const type = typeOfValue(target) ?? UNKNOWN;
  const bound = chosen.for(type, passed, (shapes) =>
    chooseOverload(instanceMembers(type, "Add", "method"), shapes, type, []),
  );
  if (bound === undefined) throw new UnsupportedError(`${type.name}.Add with these arguments`);
  return invokeMember(bound, target, passed, type, environment.runtime);
}
