import { type Member, type MemberTable, type Signature } from "./member";
import { type MemberLine, readLine, type TypeHead } from "./notation";

/** The members of a type, by name. The lines of a member are read when it is asked for: a program needs few of them. */
export class LazyMembers implements MemberTable {
  private readonly lines = new Map<string, string[]>();
  private readonly found = new Map<string, Member>();

  public constructor(private readonly head: TypeHead) {
    for (const line of head.lines) {
      for (const name of memberNamesIn(line)) {
        const lines = this.lines.get(name);
        if (lines === undefined) this.lines.set(name, [line]);
        else lines.push(line);
      }
    }
  }

  public get names(): Iterable<string> {
    return this.lines.keys();
  }

  public get(name: string): Member | undefined {
    let member = this.found.get(name);
    const lines = this.lines.get(name);
    if (member !== undefined || lines === undefined) return member;
    member = merged(lines.flatMap((line) => readLine(line, this.head)).filter((line) => keyOf(line) === name));
    if (member !== undefined) this.found.set(name, member);
    return member;
  }
}

/** The names of the members of a line, and `new`, `this` and `operator +`. */
function memberNamesIn(line: string): string[] {
  const code = line.split("#")[0]!.trim();
  const list = /^(?:values|also|refused) (.*)$/.exec(code)?.[1];
  if (list !== undefined) return list.split(" ");
  const name = /^new(?=\()|\bthis(?=\[)|\boperator [^(]+(?=\()|\w+(?=(?:<[\w, ]+>)?\()|\w+$/.exec(code)?.[0];
  return name === undefined ? [] : [name];
}

function keyOf({ kind, name }: MemberLine): string {
  return kind === "operator" ? `operator ${name}` : name;
}

function merged(lines: readonly MemberLine[]): Member | undefined {
  const [first] = lines;
  if (first === undefined) return undefined;
  const { kind, name, isStatic, type, status } = first;
  const signatures = lines
    .map(({ signature }) => signature)
    .filter((signature): signature is Signature => signature !== undefined);
  const throws = lines.find((line) => line.throws !== undefined)?.throws;
  const nullWhen = lines.find((line) => line.nullWhen !== undefined)?.nullWhen;
  return { kind, name, isStatic, type, status, signatures, throws, nullWhen };
}
