import { valuesOf } from "./required-claims";

/** A token that a policy checked, as expressions see it: the type `Jwt`. */
export class Jwt {
  public constructor(
    public readonly algorithm: string,
    private readonly payload: Readonly<Record<string, unknown>>,
  ) {}

  /** The claims, each as a list of texts. */
  public get claims(): ReadonlyMap<string, readonly string[]> {
    return new Map(Object.entries(this.payload).map(([name, value]) => [name, valuesOf(value)]));
  }

  public get audiences(): readonly string[] {
    return this.claims.get("aud") ?? [];
  }

  /** A claim that is a text. */
  public text(name: string): string | undefined {
    const value = Object.prototype.hasOwnProperty.call(this.payload, name) ? this.payload[name] : undefined;
    return typeof value === "string" ? value : undefined;
  }

  /** A claim that is a time, in seconds since 1970. */
  public seconds(name: string): number | undefined {
    const value = Object.prototype.hasOwnProperty.call(this.payload, name) ? this.payload[name] : undefined;
    return typeof value === "number" ? value : undefined;
  }
}
