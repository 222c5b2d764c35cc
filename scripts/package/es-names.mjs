/** Whether an ES module can import by name all that the modules of the command line export. Node.js finds the names of a CommonJS module by its text. */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
for (const name of process.argv.slice(2)) {
  const named = Object.keys(await import(name));
  const hidden = Object.keys(require(name)).filter((key) => !named.includes(key));
  if (hidden.length > 0) throw new Error(`an ES module cannot import ${hidden.join(", ")} from ${name}`);
}
