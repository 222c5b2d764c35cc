import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import * as cdktf from "cdktf";
import { run } from "./compile";
import { type Block, blocksIn } from "./markdown";
import { type Configuration, newApp, synth } from "./synth";

const ROOT = join(__dirname, "../..");

/** A policy file that the page reads and does not show. */
const OTHER_FILE = "<policies><inbound><base /></inbound></policies>";

/** A stack as the pages write it, without providers. */
export type StackClass = new (scope: cdktf.App, id: string) => cdktf.TerraformStack;

/** Where a fragment of a page runs. */
export interface Fragment {
  readonly stack: cdktf.TerraformStack;
  readonly text: string;
}

/** A page of the documentation, whose blocks are the files that its modules read and import. */
export class Page {
  public readonly text: string;
  public readonly blocks: readonly Block[];
  /** What the modules of the page wrote, by the name of the file, and what they logged. */
  public readonly files: Record<string, string> = {};
  public readonly logged: unknown[] = [];
  /** The tests that the modules of the page declare. */
  public readonly tests: { readonly title: string; readonly run: () => Promise<void> }[] = [];

  /**
   * @param path the path in the repository
   * @param read takes the blocks out of the text of the page
   */
  public constructor(
    public readonly path: string,
    read: (text: string) => Block[] = blocksIn,
  ) {
    this.text = readFileSync(join(ROOT, path), "utf8");
    this.blocks = read(this.text);
  }

  /** The blocks that are files, by name. */
  public get named(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.blocks.flatMap(({ name, text }) => (name === undefined ? [] : [[name, text]])));
  }

  /** What a module of the page exports. */
  public load<T>(name: string): T {
    const text = this.named[name];
    if (text === undefined) throw new Error(`${this.path} has no block "${name}"; expected a fence with it`);
    return this.run<T>(text);
  }

  /** What a module exports that reads and imports the blocks of the page. */
  public run<T>(source: string): T {
    const log = (...values: unknown[]): number => this.logged.push(...values);
    return run<T>(source, (name) => this.import(name), { log, error: log });
  }

  private import(name: string): unknown {
    if (name === "node:fs") {
      return {
        readFileSync: (path: string) => this.named[path] ?? OTHER_FILE,
        writeFileSync: (path: string, text: string) => (this.files[path] = text),
      };
    }
    // A program writes to a folder of the test.
    if (name === "cdktf") return { ...cdktf, App: OneApp };
    // It changes how all snapshots are written, so a test that runs the tests of a page imports it.
    if (name === "cdktf-apim-oauth/testing/jest") return {};
    if (name === "@jest/globals") {
      return { expect, test: (title: string, run: () => Promise<void>) => this.tests.push({ title, run }) };
    }
    if (name.startsWith("./")) return this.load(`${name.slice(2)}.ts`);
    // Everything else is a package, or is given by its path from here.
    return jest.requireActual(name);
  }
}

function OneApp(): cdktf.App {
  return newApp();
}

/** What Terraform gets for a stack of a page. The pages leave out the providers, but for one that is about them. */
export function synthWithProviders(Stack: StackClass): Configuration {
  const stack = new Stack(newApp(), "Guide");
  addProviders(stack);
  return synth(stack);
}

export function addProviders(stack: cdktf.TerraformStack): void {
  if (stack.node.tryFindChild("azurerm") !== undefined) return;
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  new AzureadProvider(stack, "azuread");
}

/** The path of a file for an import in a module that is compiled here. */
export function importPath(path: string): string {
  return relative(__dirname, join(ROOT, path)).replace(/\.ts$/, "");
}
