import { NotationReader, type TypeNotation } from "./notation";
import { type NetType } from "./type";

/** A parameter of a signature. */
export interface SignatureParameter {
  readonly name: string;
  readonly type: TypeNotation;
  readonly modifier?: "out" | "ref" | "params";
  /** The default as it is written: `null`, `0`, `true`, `"text"`, `StringComparison.Ordinal`. */
  readonly defaultText?: string;
}

/** What a member takes and gives. */
export interface Signature {
  /** The name of a method or property, `this` of an indexer, `new` of a constructor, and `==` or `explicit` of an operator. */
  readonly name: string;
  /** None for a constructor. */
  readonly result?: TypeNotation;
  /** The result where no notation says it. */
  readonly resultType?: NetType;
  readonly typeParameters: readonly string[];
  readonly parameters: readonly SignatureParameter[];
  /** The names of the parameters. */
  readonly names: readonly string[];
  /** Whether it can be called on its first argument. */
  readonly isExtension: boolean;
}

const read = new Map<string, Signature>();

/**
 * Reads a signature of C#: `string Substring(int startIndex, int length)`, `T Value<T>(object key)`, `int Length`, `JToken this[object key]`,
 * `(string text)` for a constructor, `bool operator ==(XName left, XName right)`, `explicit operator int(JToken value)`.
 */
export function readSignature(text: string): Signature {
  let signature = read.get(text);
  if (signature === undefined) {
    signature = parseSignature(new NotationReader(text));
    read.set(text, signature);
  }
  return signature;
}

function parseSignature(reader: NotationReader): Signature {
  if (reader.peek("(")) return { name: "new", typeParameters: [], ...parameters(reader, "(", ")") };
  for (const name of ["explicit", "implicit"]) {
    if (!reader.skip(name)) continue;
    reader.expect("operator");
    const result = reader.type();
    return { name, result, typeParameters: [], ...parameters(reader, "(", ")") };
  }
  const result = reader.type();
  if (reader.skip("operator")) {
    const name = reader.match(/[^\w\s(]+/);
    return { name, result, typeParameters: [], ...parameters(reader, "(", ")") };
  }
  const name = reader.match(/\w+/);
  if (name === "this") return { name, result, typeParameters: [], ...parameters(reader, "[", "]") };
  const typeParameters: string[] = [];
  if (reader.skip("<")) {
    do typeParameters.push(reader.match(/\w+/));
    while (reader.skip(","));
    reader.expect(">");
  }
  if (reader.isAtEnd) return { name, result, typeParameters, parameters: [], names: [], isExtension: false };
  return { name, result, typeParameters, ...parameters(reader, "(", ")") };
}

function parameters(
  reader: NotationReader,
  open: string,
  close: string,
): Pick<Signature, "parameters" | "names" | "isExtension"> {
  const found: SignatureParameter[] = [];
  reader.expect(open);
  const isExtension = reader.skip("this");
  while (!reader.skip(close)) {
    const modifier = (["out", "ref", "params"] as const).find((word) => reader.skip(word));
    const type = reader.type();
    const name = reader.match(/\w+/);
    const defaultText = reader.skip("=") ? reader.match(/"[^"]*"|[-\w.]+/) : undefined;
    found.push({ name, type, modifier, defaultText });
    reader.skip(",");
  }
  return { parameters: found, names: found.map(({ name }) => name), isExtension };
}
