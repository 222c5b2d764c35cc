import { type Member as MemberInfo, type Signature } from "../members/member";
import { shownType, type Type } from "../members/type";
import { type Binder, type BoundMethods } from "./binder";
import { reportUnknownMember } from "./names";
import { type Candidate, type GivenArgument, isApplicable } from "./overloads";
import { type CodeRange } from "./problem";

export function reportCount(binder: Binder, name: string, given: number, expected: number, place: CodeRange): void {
  binder.problems.error(
    "wrong-arguments",
    place,
    `the call of ${name} has ${counted(given)}; expected ${expected}`,
    `give ${name} ${counted(expected)}`,
  );
}

function counted(count: number): string {
  return count === 1 ? "1 argument" : `${count} arguments`;
}

/** Reports a call that no overload takes. */
export function reportCall(
  binder: Binder,
  { name, target, found, extensions }: BoundMethods,
  candidates: readonly Candidate[],
  given: readonly GivenArgument[],
  explicit: number,
  place: CodeRange,
): void {
  if (
    found.length === 0 &&
    target !== undefined &&
    candidates.every((candidate) => !takesReceiver(candidate, target))
  ) {
    if (
      explicit > 0 &&
      extensions.some(({ signatures }) => signatures.some((one) => one.typeParameters.length === 0))
    ) {
      binder.problems.warning(
        "wrong-arguments",
        place,
        `the call of ${name} has a type argument; expected none, because what it is called on has one type of values`,
        `write ${name}(…) without it`,
      );
      return;
    }
    reportUnknownMember(binder, name, target, false, { start: place.start, end: place.start + name.length });
    return;
  }
  // Methods of sequences have more overloads with type arguments than are listed.
  if (explicit > 0 && extensions.some(isGeneric) && name !== "GetValueOrDefault") return;
  if (explicit > 0 && candidates.length === 0) {
    binder.problems.error(
      "wrong-arguments",
      place,
      `the call of ${name} has ${explicit === 1 ? "a type argument" : `${explicit} type arguments`}; expected none or another number`,
      `call ${name} without them`,
    );
    return;
  }
  const types = given.map(({ type, arity }) => (arity === undefined ? shownType(type) : "lambda")).join(", ");
  const expected = [...new Set(candidates.map(shownParameters))].slice(0, 3).join(" or ");
  binder.problems.error(
    "wrong-arguments",
    place,
    `the call is ${name}(${types}); expected ${name}${expected === "" ? " with other arguments" : expected}`,
    `give ${name} the arguments that it takes`,
  );
}

function isGeneric({ signatures }: MemberInfo): boolean {
  return signatures.some(({ typeParameters }) => typeParameters.length > 0);
}

function takesReceiver({ signature, values }: Candidate, target: Type): boolean {
  const [first] = signature.parameters;
  if (first === undefined) return false;
  const alone: Signature = { ...signature, parameters: [first] };
  return isApplicable({ signature: alone, values }, [{ type: target, isConstant: false }]) !== false;
}

function shownParameters({ signature: { parameters, isExtension }, values }: Candidate): string {
  const shown = parameters.slice(isExtension ? 1 : 0).map(({ type, name, modifier }) => {
    const known = type?.kind === "parameter" ? (values.get(type.name) ?? type) : type;
    return `${modifier === undefined ? "" : `${modifier} `}${shownType(known)} ${name}`;
  });
  return `(${shown.join(", ")})`;
}
