import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Registry, RegistryOfMany } from "../core/registry";
import { comeAfter } from "../core/stack-references";

interface Vault {
  readonly vaultUri: string;
}

/** What writes and what reads the secrets of the program, by the URL of their vault and their name. */
const WRITERS = new Registry<Construct>("key vault secret");
const READERS = new RegistryOfMany<Construct>();

/** A secret must be there when it is read. Within a stack, Terraform sees who needs whom. */
const READS = "reads the secret of";

/** @throws when the program already writes the secret, or a stack that this one needs reads it */
export function addWriter(writer: Construct, { vaultUri }: Vault, name: string): void {
  WRITERS.claim(writer, vaultUri, name);
  for (const reader of READERS.of(writer, vaultUri, name)) comeAfter(reader, writer, READS);
}

/** @throws when a stack that needs this one writes the secret */
export function addReader(reader: Construct, { vaultUri }: Vault, name: string): void {
  READERS.add(reader, reader, vaultUri, name);
  const writer = WRITERS.tryFind(reader, vaultUri, name);
  if (writer !== undefined) comeAfter(reader, writer, READS);
}

/** What writes the secret in the stack of a construct. */
export function tryFindWriterBeside(scope: Construct, { vaultUri }: Vault, name: string): Construct | undefined {
  const writer = WRITERS.tryFind(scope, vaultUri, name);
  return writer !== undefined && TerraformStack.of(writer) === TerraformStack.of(scope) ? writer : undefined;
}
