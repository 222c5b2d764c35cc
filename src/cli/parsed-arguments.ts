import { wrongValue } from "./errors";

/** The arguments of a command, after their names are checked. */
export class ParsedArguments {
  public constructor(
    public readonly positionals: readonly string[],
    private readonly values: ReadonlyMap<string, readonly string[]>,
  ) {}

  public has(option: string): boolean {
    return this.values.has(option);
  }

  /** The value of an option. */
  public text(option: string): string | undefined {
    return this.values.get(option)?.[0];
  }

  /** The values of an option that can be given several times. */
  public texts(option: string): readonly string[] {
    return this.values.get(option) ?? [];
  }

  /** One of a few words. */
  public choice<T extends string>(option: string, known: readonly T[], byDefault: T): T {
    const text = this.text(option);
    if (text === undefined) return byDefault;
    const found = known.find((name) => name === text);
    if (found === undefined) throw wrongValue(option, text, `one of ${known.join(", ")}`);
    return found;
  }

  /** A whole number that is not negative. */
  public number(option: string, most = Number.MAX_SAFE_INTEGER): number | undefined {
    const text = this.text(option);
    if (text === undefined) return undefined;
    const number = Number(text);
    if (/^\d+$/.test(text) && number <= most) return number;
    const upTo = most === Number.MAX_SAFE_INTEGER ? "" : ` up to ${most}`;
    throw wrongValue(option, text, `a whole number${upTo}`);
  }
}
