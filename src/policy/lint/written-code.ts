import { textOfCsharpString } from "../csharp/literal";
import { COLLECTIONS, type NamedRead } from "./reads";

/**
 * What is known of C# that the library wrote, without its tree: loading a parser for it would cost each program.
 *
 * It relies on the form that the library writes: no comments, no verbatim and no interpolated strings, no spaces around dots and brackets.
 */
export class WrittenCode {
  public readonly words: ReadonlySet<string>;
  public readonly strings: ReadonlySet<string>;
  public readonly reads: readonly NamedRead[];

  public constructor(code: string) {
    this.words = new Set(code.replace(STRING, '""').match(/[A-Za-z_]\w*/g) ?? []);
    this.strings = new Set([...code.matchAll(STRING)].map(([literal]) => textOfCsharpString(literal) ?? ""));
    this.reads = [...code.matchAll(READ)].map(([, cast, path, method, type, literal, next]) => {
      const parts = path!.split(".");
      return {
        collection: parts[parts.length - 1]!,
        owner: parts[0] === "context" ? parts.slice(0, -1).join(".") : undefined,
        name: literal === undefined ? undefined : textOfCsharpString(literal),
        method: method ?? "[]",
        isJwt: (cast ?? type) === "Jwt",
        type: cast ?? type,
        count: next === "," ? 2 : 1,
      };
    });
  }
}

const STRING = /"(?:[^"\\]|\\.)*"/g;

const READ = new RegExp(
  `(?:\\((\\w+)\\))?((?:context|\\))(?:\\.\\w+)*\\.(?:${COLLECTIONS.join("|")}))(?:\\[|\\.(\\w+)(?:<(\\w+)>)?\\()(?:(${STRING.source})([,)\\]]))?`,
  "g",
);
