import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { duplicateName } from "./errors";
import { PerApp } from "./per-app";
import { resolveReferences } from "./terraform-text";

/** What is declared in one app, by kind and name. */
const DECLARED = new PerApp(() => new Map<string, IConstruct>());

/**
 * Finds the construct that represents one resource in Azure, such as the policy of an API, even if several constructs refer to that resource.
 */
export class Registry<T extends IConstruct> {
  public constructor(private readonly kind: string) {}

  /** The construct that represents the resource, or undefined. */
  public tryFind(scope: IConstruct, ...names: string[]): T | undefined {
    return DECLARED.of(scope).get(this.key(scope, names)) as T | undefined;
  }

  /**
   * Registers the construct that represents the resource.
   *
   * @throws when the resource has a construct already
   */
  public claim(construct: T, ...names: string[]): void {
    const other = this.tryFind(construct, ...names);
    if (other !== undefined) throw duplicateName(construct, this.kind, names[names.length - 1]!, other.node.path);
    this.add(construct, ...names);
  }

  /** Registers the construct that represents the resource, in place of any other. */
  public add(construct: T, ...names: string[]): void {
    DECLARED.of(construct).set(this.key(construct, names), construct);
  }

  private key(scope: IConstruct, names: string[]): string {
    return keyOf(scope, [this.kind, ...names]);
  }
}

/** What belongs to one resource in Azure, such as the operations of an API, in the order in which the program names it. */
export class RegistryOfMany<T> {
  private readonly members = new PerApp(() => new Map<string, T[]>());

  /** What belongs to the resource. */
  public of(scope: IConstruct, ...names: string[]): readonly T[] {
    return this.members.of(scope).get(keyOf(scope, names)) ?? [];
  }

  /** Adds to what belongs to the resource. */
  public add(scope: IConstruct, member: T, ...names: string[]): void {
    const key = keyOf(scope, names);
    const all = this.members.of(scope);
    const members = all.get(key);
    if (members === undefined) all.set(key, [member]);
    else members.push(member);
  }
}

function keyOf(scope: IConstruct, names: readonly string[]): string {
  return JSON.stringify(
    names.map((name) => (Token.isUnresolved(name) ? resolveReferences(scope, name) : name.toLowerCase())),
  );
}
