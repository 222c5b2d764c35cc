import { type NetType, typeNamed } from "../../contract/type";
import { NetObject, type NetValue } from "../../contract/values";
import { type CaptureRange } from "./matcher";
import { type CompiledRegex, lastCapture, type RegexMatch } from "./regex";

export const NAMESPACE = "System.Text.RegularExpressions";

/** A `Regex`. */
export class NetRegex extends NetObject {
  public constructor(
    public readonly regex: CompiledRegex,
    /** The number of its `RegexOptions`. */
    public readonly options = 0,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.Regex`);
  }

  public override toText(): string {
    return this.regex.pattern;
  }
}

/** A `Capture`, and what extends it: a `Group` and a `Match`. */
export class NetCapture extends NetObject {
  public constructor(
    private readonly typeName: string,
    public readonly text: string,
    public readonly range: CaptureRange | undefined,
    /** The captures of a group. */
    public readonly captures: readonly CaptureRange[] = [],
    public readonly name = "",
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.${this.typeName}`);
  }

  public get value(): string {
    return this.range === undefined ? "" : this.text.slice(...this.range);
  }

  public override toText(): string {
    return this.value;
  }
}

/** A `Match`; without a match it is the empty one. */
export class NetMatch extends NetCapture {
  public constructor(
    text: string,
    public readonly regex: CompiledRegex | undefined,
    public readonly match: RegexMatch | undefined,
  ) {
    super("Match", text, match && [match.start, match.end], match?.captures[0] ?? [], "0");
  }

  public group(index: number): NetCapture {
    if (this.match === undefined || this.regex === undefined) return new NetCapture("Group", this.text, undefined);
    if (index === 0) return this;
    const name = this.regex.groups[index]?.name ?? "";
    return new NetCapture("Group", this.text, lastCapture(this.match, index), this.match.captures[index], name);
  }
}

/** A `MatchCollection`, a `GroupCollection` or a `CaptureCollection`. */
export class NetCaptures extends NetObject {
  public constructor(
    private readonly typeName: "MatchCollection" | "GroupCollection" | "CaptureCollection",
    public readonly items: readonly NetCapture[],
    public readonly match?: NetMatch,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.${this.typeName}`);
  }

  public override enumerate(): Iterator<NetValue> {
    return this.items[Symbol.iterator]();
  }
}
