/**
 * Whether an ES module can import by name what the modules of the command line export, all of it and nothing else. Node.js finds the names of a
 * CommonJS module by its text.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
/** What Node.js adds. */
const INTEROP = ["__esModule", "default", "module.exports"];
for (const name of process.argv.slice(2)) {
  const all = await import(name);
  const found = Object.keys(all).filter((key) => !INTEROP.includes(key) && all[key] !== undefined);
  const expected = Object.keys(require(name)).filter((key) => !INTEROP.includes(key));
  if (found.sort().join() !== expected.sort().join()) {
    throw new Error(`an ES module finds in ${name}: ${found.join()}; expected ${expected.join()}`);
  }
}
