import { type NamedType, type Type } from "./type";

/** What expressions may use of a type. */
export interface TypeInfo {
  readonly kind: "class" | "struct" | "interface" | "enum" | "static" | "delegate";
  /** With its namespace, as in `System.Net.WebUtility`. The types of the context have none. */
  readonly fullName: string;
  /** The short name, which is unique: a keyword where C# has one. */
  readonly name: string;
  readonly typeParameters: readonly string[];
  /** The base class and the interfaces. */
  readonly bases: readonly NamedType[];
  /** Whether all members are listed. A member that is not one of them is wrong only then. */
  readonly isComplete: boolean;
  /** Whether the documentation of policy expressions lists the type, or it only was seen in expressions, or is refused. */
  readonly status: MemberStatus;
  /** Types that convert to this one without a cast. */
  readonly implicitFrom: readonly Type[];
  readonly members: MemberTable;
  /** Where the members are described. */
  readonly link: string;
}

/** The members of a type by name: `new` are its constructors, `this` its indexers, `operator +` an operator. */
export interface MemberTable {
  readonly names: Iterable<string>;
  get(name: string): Member | undefined;
}

/** `documented`: expressions may use it; `seen`: not documented, but expressions use it; `refused`: .NET has it, expressions may not use it. */
export type MemberStatus = "documented" | "seen" | "refused";

export type MemberKind = "property" | "method" | "constructor" | "indexer" | "operator" | "name";

/** A member, with all of its overloads. A `name` is known to be there, and nothing else is known of it. */
export interface Member {
  readonly kind: MemberKind;
  /** `new` for constructors, `this` for indexers. */
  readonly name: string;
  readonly isStatic: boolean;
  /** The type of a property. */
  readonly type: Type | undefined;
  readonly signatures: readonly Signature[];
  readonly status: MemberStatus;
  /** When it throws. */
  readonly throws?: string;
  /** When it is null. */
  readonly nullWhen?: string;
}

export interface Signature {
  readonly typeParameters: readonly string[];
  readonly parameters: readonly SignatureParameter[];
  /** The type of the result; `void` if there is none. */
  readonly result: Type | undefined;
  readonly isStatic: boolean;
  /** Whether it is called on its first argument. */
  readonly isExtension: boolean;
}

export interface SignatureParameter {
  readonly name: string;
  /** Names that the documentation gives it elsewhere. */
  readonly otherNames: readonly string[];
  readonly type: Type | undefined;
  readonly modifier?: "out" | "ref" | "params";
  readonly isOptional: boolean;
}
