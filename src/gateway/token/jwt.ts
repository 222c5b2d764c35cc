/** A token that a policy checked, as expressions see it: the type `Jwt`. */
export class Jwt {
  public readonly payload: ReadonlyMap<string, unknown>;

  public constructor(
    public readonly algorithm: string,
    claims: Readonly<Record<string, unknown>>,
  ) {
    this.payload = new Map(Object.entries(claims));
  }

  /** A claim that is a text. */
  public text(name: string): string | undefined {
    const value = this.payload.get(name);
    return typeof value === "string" ? value : undefined;
  }
}
