import { COLLECTION_TYPES } from "./data/collections";
import { CONTEXT_TYPES } from "./data/context";
import { CRYPTOGRAPHY_TYPES } from "./data/cryptography";
import { JSON_TYPES } from "./data/json";
import { LINQ_TYPES } from "./data/linq";
import { NUMBER_TYPES } from "./data/numbers";
import { REFUSED_TYPES } from "./data/refused";
import { SYSTEM_TYPES } from "./data/system";
import { TEXT_TYPES } from "./data/text";
import { TIME_TYPES } from "./data/time";
import { XML_TYPES } from "./data/xml";
import { type Member, type TypeInfo } from "./member";
import { LazyMembers } from "./member-table";
import { readHead, readTypes, type TypeHead } from "./notation";
import { named, type NamedType } from "./type";

/** The types that expressions may use. The members of a type are read when they are asked for. */
class TypeCatalog {
  private foundNames?: readonly string[];
  private foundBlocks?: ReadonlyMap<string, string>;
  private foundNamespaces?: ReadonlySet<string>;
  private foundFullNames?: ReadonlyMap<string, string>;
  private foundExtensions?: readonly TypeInfo[];
  private readonly types = new Map<string, TypeInfo>();

  /** The short names of the types that expressions may use. */
  public get names(): readonly string[] {
    return (this.foundNames ??= [...this.blocks.keys()].filter(
      (name) => this.blocks.get(name)?.startsWith("refused ") === false,
    ));
  }

  /** The short names of the types that .NET has and expressions may not use. */
  public get refusedNames(): readonly string[] {
    return [...this.blocks.keys()].filter((name) => this.blocks.get(name)?.startsWith("refused ") === true);
  }

  /** A type by its short name. */
  public type(name: string): TypeInfo | undefined {
    let type = this.types.get(name);
    if (type !== undefined) return type;
    const block = this.blocks.get(name);
    if (block === undefined) return undefined;
    type = infoOf(readHead(block));
    this.types.set(name, type);
    return type;
  }

  /** The short name for a name in code: `string` for `String`, `System.String` and `string`. */
  public shortName(name: string): string | undefined {
    if (this.blocks.has(name)) return name;
    return this.fullNames.get(name);
  }

  /** Whether a name is that of a namespace with types, or the beginning of it. */
  public isNamespace(name: string): boolean {
    return this.namespaces.has(name);
  }

  /** The methods with a name that can be called on their first argument. */
  public extensions(name: string): readonly Member[] {
    const found: Member[] = [];
    for (const type of this.extensionTypes) {
      const member = type.members.get(name);
      if (member?.signatures.some(({ isExtension }) => isExtension) === true) found.push(member);
      else if (member?.kind === "name") found.push(member);
    }
    return found;
  }

  /** The names of all methods that can be called on their first argument. */
  public get extensionNames(): readonly string[] {
    return this.extensionTypes.flatMap(({ members }) => [...members.names]);
  }

  private get blocks(): ReadonlyMap<string, string> {
    if (this.foundBlocks === undefined) {
      const blocks = new Map<string, string>();
      for (const family of FAMILIES) {
        for (const block of family.trim().split(/\n\s*\n/)) blocks.set(nameOf(block), block);
      }
      this.foundBlocks = blocks;
    }
    return this.foundBlocks;
  }

  /** The short name by each other name of a type. */
  private get fullNames(): ReadonlyMap<string, string> {
    if (this.foundFullNames === undefined) {
      const names = new Map<string, string>();
      for (const [name, block] of this.blocks) {
        const { fullName } = readHead(block.slice(0, block.indexOf("\n") + 1) || block);
        names.set(fullName, name);
        const last = fullName.slice(fullName.lastIndexOf(".") + 1);
        if (!this.blocks.has(last)) names.set(last, name);
      }
      this.foundFullNames = names;
    }
    return this.foundFullNames;
  }

  private get namespaces(): ReadonlySet<string> {
    if (this.foundNamespaces === undefined) {
      const namespaces = new Set<string>();
      for (const fullName of this.fullNames.keys()) {
        for (let dot = fullName.indexOf("."); dot >= 0; dot = fullName.indexOf(".", dot + 1)) {
          namespaces.add(fullName.slice(0, dot));
        }
      }
      this.foundNamespaces = namespaces;
    }
    return this.foundNamespaces;
  }

  private get extensionTypes(): readonly TypeInfo[] {
    return (this.foundExtensions ??= [...this.blocks]
      .filter(([, block]) => block.includes("(this "))
      .flatMap(([name]) => this.type(name) ?? []));
  }
}

export const TYPES = new TypeCatalog();

const FAMILIES: readonly string[] = [
  CONTEXT_TYPES,
  TEXT_TYPES,
  NUMBER_TYPES,
  TIME_TYPES,
  SYSTEM_TYPES,
  COLLECTION_TYPES,
  LINQ_TYPES,
  JSON_TYPES,
  XML_TYPES,
  CRYPTOGRAPHY_TYPES,
  REFUSED_TYPES,
];

/** The short name of a block, without reading all of its head. */
function nameOf(block: string): string {
  const end = block.indexOf("\n");
  const head = end < 0 ? block : block.slice(0, end);
  const alias = / as (\w+)/.exec(head)?.[1];
  return alias ?? /(\w+)(?:<[\w, ]+>)?(?: :.*)?\s*$/.exec(head)?.[1] ?? head;
}

function infoOf(written: TypeHead): TypeInfo {
  const isConversion = (line: string): boolean => line.startsWith("implicit from ");
  const conversions = written.lines.filter(isConversion);
  const head = { ...written, lines: written.lines.filter((line) => !isConversion(line)) };
  return {
    kind: head.kind,
    fullName: head.fullName,
    name: head.name,
    typeParameters: head.typeParameters,
    bases:
      head.kind === "enum"
        ? [named("EnumMembers")]
        : readTypes(head.bases, head.typeParameters).filter((type): type is NamedType => type.kind === "named"),
    isComplete: head.isComplete,
    status: head.status,
    implicitFrom: conversions.flatMap((line) => readTypes(line.slice("implicit from ".length), head.typeParameters)),
    members: new LazyMembers(head),
    link: linkOf(head.fullName),
  };
}

function linkOf(fullName: string): string {
  if (!fullName.includes(".")) {
    return "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables";
  }
  return fullName.startsWith("Newtonsoft.")
    ? `https://www.newtonsoft.com/json/help/html/T_${fullName.replace(/\./g, "_")}.htm`
    : `https://learn.microsoft.com/dotnet/api/${fullName.toLowerCase()}`;
}
