import type { IConstruct } from "constructs";
import { Registry } from "../core/registry";

/** The names of one kind that policies can refer to: those that the program creates, and those that it declares to exist. */
class KnownNames {
  private readonly made: Registry<IConstruct>;
  private readonly existing: Registry<IConstruct>;

  public constructor(kind: string) {
    this.made = new Registry(kind);
    this.existing = new Registry(`existing ${kind}`);
  }

  /**
   * Registers the construct that creates the name.
   *
   * @throws when another construct creates the name for the service
   */
  public claim(construct: IConstruct, serviceKey: readonly string[], name: string): void {
    this.made.claim(construct, ...serviceKey, name);
  }

  /** Declares that the name exists in the service. */
  public addExisting(construct: IConstruct, serviceKey: readonly string[], name: string): void {
    this.existing.add(construct, ...serviceKey, name);
  }

  /** The construct that creates the name, or undefined. */
  public tryFindMade(scope: IConstruct, serviceKey: readonly string[], name: string): IConstruct | undefined {
    return this.made.tryFind(scope, ...serviceKey, name);
  }

  /** Whether the name is created or declared. */
  public has(scope: IConstruct, serviceKey: readonly string[], name: string): boolean {
    return (
      this.tryFindMade(scope, serviceKey, name) !== undefined ||
      this.existing.tryFind(scope, ...serviceKey, name) !== undefined
    );
  }
}

export const NAMED_VALUES = new KnownNames("named value");
export const POLICY_FRAGMENTS = new KnownNames("policy fragment");
