import { type Member, type MemberStatus, type Signature, type SignatureParameter, type TypeInfo } from "./member";
import { arrayOf, named, type NamedType, type Type } from "./type";

/**
 * Reads the notation of the types: blocks with an empty line between them, in which each line is a member as C# declares it.
 *
 *     complete struct System.Guid as Guid : IComparable
 *     new(string g)
 *     static Guid NewGuid()
 *     static Guid Parse(string input) # throws if the text is no GUID
 *     string ToString(string format = , IFormatProvider provider = )
 *     also GetHashCode
 *
 * - `var` is a type that is not known, and a trailing `=` makes a parameter optional.
 * - `|` is between the names of a parameter that has several.
 * - `this` before the first parameter makes a method one that is called on it.
 * - `values` lists the values of an enum, `also` members of which only the name is known, `refused` those that expressions may not use.
 * - After `#`: `throws` or `null`, and when; or `seen`, for what is not documented.
 */

/** The head of a block: what is known before the members are read. */
export interface TypeHead {
  readonly kind: TypeInfo["kind"];
  readonly fullName: string;
  readonly name: string;
  readonly typeParameters: readonly string[];
  readonly isComplete: boolean;
  readonly status: MemberStatus;
  /** The bases as they are written. */
  readonly bases: string;
  /** The lines of the members. */
  readonly lines: readonly string[];
}

const HEAD =
  /^(complete )?(seen |refused )?(class|struct|interface|enum|static|delegate) ([\w.]+)(?:<([\w, ]+)>)?(?: as (\w+))?(?: : (.*))?$/;

export function readHead(block: string): TypeHead {
  const [first = "", ...lines] = block.trim().split("\n");
  const head = HEAD.exec(first.trim());
  if (head === null) throw new Error(`the head of a type is ${JSON.stringify(first)}; expected its kind and its name`);
  const [, complete, status, kind, fullName, parameters, alias, bases] = head;
  return {
    kind: kind as TypeInfo["kind"],
    fullName: fullName!,
    name: alias ?? fullName!.slice(fullName!.lastIndexOf(".") + 1),
    typeParameters: parameters?.split(/, ?/) ?? [],
    isComplete: complete !== undefined,
    status: (status?.trim() as MemberStatus | undefined) ?? "documented",
    bases: bases ?? "",
    lines,
  };
}

/** The types of a list, as in `object, IEnumerable<char>`. */
export function readTypes(text: string, typeParameters: readonly string[]): Type[] {
  const reader = new Reader(text, typeParameters);
  const types: Type[] = [];
  while (!reader.atEnd) {
    const type = reader.type();
    if (type !== undefined) types.push(type);
    reader.skip(",");
  }
  return types;
}

/** A member with one of its overloads. */
export interface MemberLine extends Omit<Member, "signatures"> {
  readonly signature?: Signature;
}

/** The members of a line. */
export function readLine(line: string, head: TypeHead): MemberLine[] {
  const [code = "", note = ""] = line.split("#").map((part) => part.trim());
  const list = /^(values|also|refused) (.*)$/.exec(code);
  if (list !== null) {
    const isValues = list[1] === "values";
    return list[2]!.split(" ").map((name) => ({
      kind: isValues ? "property" : "name",
      name,
      isStatic: isValues,
      type: isValues ? named(head.name) : undefined,
      status: list[1] === "refused" ? "refused" : statusOf(note),
    }));
  }
  return [new Reader(code, head.typeParameters).member(head, note)];
}

function statusOf(note: string): MemberStatus {
  return note === "seen" ? "seen" : "documented";
}

const OWN_PARAMETERS = /^[^(]* \w+<([\w, ]+)>\(/;

const WORD = /\w+/y;

class Reader {
  private index = 0;

  public constructor(
    private readonly text: string,
    private typeParameters: readonly string[],
  ) {}

  public get atEnd(): boolean {
    this.space();
    return this.index >= this.text.length;
  }

  public skip(sign: string): boolean {
    this.space();
    if (!this.text.startsWith(sign, this.index)) return false;
    this.index += sign.length;
    return true;
  }

  /** A type; undefined for `var`. */
  public type(): Type | undefined {
    const name = this.word();
    const typeArguments: (Type | undefined)[] = [];
    if (this.skip("<")) {
      while (!this.skip(">")) {
        typeArguments.push(this.type());
        this.skip(",");
      }
    }
    let type: Type | undefined = this.typeParameters.includes(name)
      ? { kind: "parameter", name }
      : name === "var"
        ? undefined
        : named(name, ...typeArguments);
    if (this.skip("?")) type = named("Nullable", type);
    while (this.skip("[]")) type = arrayOf(type);
    return type;
  }

  public member(head: TypeHead, note: string): MemberLine {
    const rest = {
      status: statusOf(note),
      throws: note.startsWith("throws ") ? note.slice("throws ".length) : undefined,
      nullWhen: note.startsWith("null ") ? note.slice("null ".length) : undefined,
    };
    if (this.skip("new(")) {
      const type: NamedType = named(
        head.name,
        ...head.typeParameters.map((name): Type => ({ kind: "parameter", name })),
      );
      const signature = this.signature(type, [], true);
      return { ...rest, kind: "constructor", name: "new", isStatic: true, type: undefined, signature };
    }
    const isStatic = this.skip("static ");
    const start = this.index;
    // The type parameters of a method come after its result, which may be one of them.
    const parameters = OWN_PARAMETERS.exec(this.text.slice(start))?.[1]?.split(/, ?/) ?? [];
    this.typeParameters = [...this.typeParameters, ...parameters];
    const type = this.type();
    if (this.skip("this[")) {
      const signature = this.signature(type, [], false);
      return { ...rest, kind: "indexer", name: "this", isStatic: false, type, signature };
    }
    if (this.skip("operator ")) {
      const open = this.text.indexOf("(", this.index);
      const name = this.text.slice(this.index, open).trim();
      this.index = open + 1;
      const signature = this.signature(type, [], true);
      return { ...rest, kind: "operator", name, isStatic: true, type, signature };
    }
    const name = this.word();
    if (parameters.length > 0) this.index = this.text.indexOf(">(", this.index) + 1;
    if (!this.skip("(")) return { ...rest, kind: "property", name, isStatic, type };
    return {
      ...rest,
      kind: "method",
      name,
      isStatic,
      type: undefined,
      signature: this.signature(type, parameters, isStatic),
    };
  }

  private signature(result: Type | undefined, typeParameters: readonly string[], isStatic: boolean): Signature {
    const isExtension = this.skip("this ");
    const parameters: SignatureParameter[] = [];
    while (!this.skip(")") && !this.skip("]")) {
      const modifier = this.skip("out ")
        ? "out"
        : this.skip("ref ")
          ? "ref"
          : this.skip("params ")
            ? "params"
            : undefined;
      const type = this.type();
      const name = this.word();
      const otherNames: string[] = [];
      while (this.skip("|")) otherNames.push(this.word());
      parameters.push({ name, otherNames, type, modifier, isOptional: this.skip("=") });
      this.skip(",");
    }
    return { typeParameters, parameters, result, isStatic, isExtension };
  }

  private word(): string {
    this.space();
    WORD.lastIndex = this.index;
    const word = WORD.exec(this.text)?.[0];
    if (word === undefined)
      throw new Error(`no name at ${this.index} of ${JSON.stringify(this.text)}; expected a member`);
    this.index += word.length;
    return word;
  }

  private space(): void {
    while (this.text[this.index] === " ") this.index++;
  }
}
