import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Registry, RegistryOfMany } from "../core/registry";
import { secretWrittenLater } from "./errors";

interface Vault {
  readonly vaultUri: string;
}

/** What writes and what reads the secrets of the program, by the URL of their vault and their name. */
const WRITERS = new Registry<Construct>("key vault secret");
const READERS = new RegistryOfMany<Construct>();

/** @throws when the program already writes the secret, or a stack that is deployed before reads it */
export function addWriter(writer: Construct, { vaultUri }: Vault, name: string): void {
  WRITERS.claim(writer, vaultUri, name);
  for (const reader of READERS.of(writer, vaultUri, name)) orderStacks(reader, writer, name);
}

/** @throws when a stack that is deployed later writes the secret */
export function addReader(reader: Construct, { vaultUri }: Vault, name: string): void {
  READERS.add(reader, reader, vaultUri, name);
  const writer = WRITERS.tryFind(reader, vaultUri, name);
  if (writer !== undefined) orderStacks(reader, writer, name);
}

/** What writes the secret in the stack of a construct. */
export function tryFindWriterBeside(scope: Construct, { vaultUri }: Vault, name: string): Construct | undefined {
  const writer = WRITERS.tryFind(scope, vaultUri, name);
  return writer !== undefined && TerraformStack.of(writer) === TerraformStack.of(scope) ? writer : undefined;
}

/** A secret must be there when it is read. Within a stack, Terraform sees who needs whom. */
function orderStacks(reader: Construct, writer: Construct, name: string): void {
  const [first, then] = [TerraformStack.of(writer), TerraformStack.of(reader)];
  if (first === then) return;
  if (first.dependsOn(then)) throw secretWrittenLater(reader, name, writer.node.path, then.node.path);
  then.addDependency(first);
}
