import { type Profiler, Session } from "node:inspector";

/**
 * Work is counted and not timed, so that it is the same on every machine: the blocks of the policy language that run, as V8 counts them for
 * coverage, and the characters that its own searches pass. V8 counts what is compiled after this module is loaded, so load it first.
 */
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

/** How much work a function does. */
export function workOf(run: () => void): number {
  takeBlocks();
  const characters = countSearched(run);
  return takeBlocks() + characters;
}

/** How many blocks ran since the last call. */
function takeBlocks(): number {
  let scripts: Profiler.ScriptCoverage[] = [];
  session.post("Profiler.takePreciseCoverage", (error, { result }) => {
    if (error !== null) throw error;
    scripts = result;
  });
  return scripts
    .filter(({ url }) => url.includes("/src/policy/"))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}

/** How many characters are searched while a function runs. `test`, `match`, `replace` and `split` call `exec` for a pattern. */
function countSearched(run: () => void): number {
  let characters = 0;
  // They are called with the `this` that they are given.
  /* eslint-disable @typescript-eslint/unbound-method */
  const { indexOf, includes } = String.prototype;
  const { exec } = RegExp.prototype;
  /* eslint-enable @typescript-eslint/unbound-method */
  String.prototype.indexOf = function (this: string, needle: string, from = 0): number {
    const index = indexOf.call(this, needle, from);
    characters += (index < 0 ? this.length : index) - from;
    return index;
  };
  String.prototype.includes = function (this: string, needle: string, from = 0): boolean {
    characters += this.length - from;
    return includes.call(this, needle, from);
  };
  RegExp.prototype.exec = function (this: RegExp, text: string): RegExpExecArray | null {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    if (match !== null) characters += match.index + match[0].length - from;
    else if (!this.sticky) characters += text.length - from;
    return match;
  };
  try {
    run();
  } finally {
    Object.assign(String.prototype, { indexOf, includes });
    RegExp.prototype.exec = exec;
  }
  return characters;
}
