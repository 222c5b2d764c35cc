import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The fields of a package.json that determine an install. */
export interface Recipe {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
}

/** The code block of the README with this name after the language. */
export function readmeBlock(name: string): string {
  const readme = readFileSync(resolve(__dirname, "../README.md"), "utf8");
  for (const [, label, text] of readme.matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm)) if (label === name) return text!;
  throw new Error(`the README has no block "${name}"; expected a fence with this name after the language`);
}

/** The package.json that the README shows for a project. */
export function readmeRecipe(project: string): Recipe {
  return JSON.parse(readmeBlock(`${project}/package.json`)) as Recipe;
}
