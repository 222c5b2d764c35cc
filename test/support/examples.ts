import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { StackClass } from "./pages";
import { type Configuration, newApp, synth } from "./synth";

const FOLDER = join(__dirname, "../../examples");

/** The synthesized stack of each example, by the name of its folder. */
export function synthExamples(): Readonly<Record<string, Configuration>> {
  const names = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  );
  return Object.fromEntries(
    names.sort().map((name) => {
      const classes = Object.values(jest.requireActual<Record<string, StackClass>>(join(FOLDER, name, "stack")));
      if (classes.length !== 1)
        throw new Error(`examples/${name}/stack.ts has ${classes.length} exports; expected one`);
      return [name, synth(new classes[0]!(newApp(), name))];
    }),
  );
}
