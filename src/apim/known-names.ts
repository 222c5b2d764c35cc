import type { IConstruct } from "constructs";
import { Registry } from "../core/registry";
import type { PolicyDocument } from "../policy/document";

/** A fragment whose content the program knows. */
export interface MadeFragment extends IConstruct {
  /** @internal */
  readonly _document: PolicyDocument;
}

/** The names of one kind that policies can refer to: those that the program creates, and those that it declares to exist. */
export class KnownNames<T extends IConstruct = IConstruct> {
  private readonly made: Registry<T>;
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
  public claim(construct: T, serviceKey: readonly string[], name: string): void {
    this.made.claim(construct, ...serviceKey, name);
  }

  /** Declares that the name exists in the service. */
  public addExisting(construct: IConstruct, serviceKey: readonly string[], name: string): void {
    this.existing.add(construct, ...serviceKey, name);
  }

  /** The construct that creates the name, or undefined. */
  public tryFindMade(scope: IConstruct, serviceKey: readonly string[], name: string): T | undefined {
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
export const CERTIFICATES = new KnownNames("certificate");
export const BACKENDS = new KnownNames("backend");
export const POLICY_FRAGMENTS = new KnownNames<MadeFragment>("policy fragment");
/** A fragment of a workspace needs a name that no fragment of the service and of its other workspaces has. */
export const FRAGMENT_NAMES = new Registry<IConstruct>("name of a policy fragment");
