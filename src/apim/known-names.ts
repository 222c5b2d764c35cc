import type { IConstruct } from "constructs";
import { Registry } from "../core/registry";

/** What policy texts refer to by name, of one kind: what the program makes, and what it declares to exist already. */
class KnownNames {
  private readonly made: Registry<IConstruct>;
  private readonly existing: Registry<IConstruct>;

  public constructor(kind: string) {
    this.made = new Registry(kind);
    this.existing = new Registry(`existing ${kind}`);
  }

  /**
   * Makes a construct the one with the name.
   *
   * @throws when another construct makes one of the name for the service
   */
  public claim(construct: IConstruct, serviceKey: readonly string[], name: string): void {
    this.made.claim(construct, ...serviceKey, name);
  }

  /** Declares that something of the name exists in the service. */
  public addExisting(construct: IConstruct, serviceKey: readonly string[], name: string): void {
    this.existing.add(construct, ...serviceKey, name);
  }

  /** The construct that makes the thing with the name, or undefined. */
  public tryFindMade(scope: IConstruct, serviceKey: readonly string[], name: string): IConstruct | undefined {
    return this.made.tryFind(scope, ...serviceKey, name);
  }

  /** Whether something of the name is made or declared. */
  public has(scope: IConstruct, serviceKey: readonly string[], name: string): boolean {
    return (
      this.tryFindMade(scope, serviceKey, name) !== undefined ||
      this.existing.tryFind(scope, ...serviceKey, name) !== undefined
    );
  }
}

export const NAMED_VALUES = new KnownNames("named value");
export const POLICY_FRAGMENTS = new KnownNames("policy fragment");
