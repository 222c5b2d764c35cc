/** Measures the budgets as ratios of this one run, and some in time. Fails when one is missed by more than half. */
import { measureAccess } from "./access";
import { measureExpressions } from "./expressions";
import { measureGateway } from "./gateway";
import { comparePolicyText } from "./policy-text";
import { compareSmallestStack } from "./smallest-stack";
import { compareSynth, growth } from "./synth";
import { compareTokenValidation } from "./token-validation";

let failures = 0;

function report(what: string, figure: number, unit: string, budget: string, missedBy: number): void {
  const verdict = missedBy <= 1 ? "kept" : missedBy <= 1.5 ? "missed" : "FAILED";
  if (verdict === "FAILED") failures++;
  console.log(`${what.padEnd(64)} ${figure.toFixed(2).padStart(6)} ${unit}   budget ${budget} ${unit}   ${verdict}`);
}

/** A budget that must not be exceeded. */
function atMost(what: string, ratio: number, budget: number): void {
  report(what, ratio, "x ", `<= ${budget.toFixed(2)}`, ratio / budget);
}

/** A budget that must be reached. */
function atLeast(what: string, ratio: number, budget: number): void {
  report(what, ratio, "x ", `>= ${budget.toFixed(2)}`, budget / ratio);
}

/** A budget of time. */
function atMostSeconds(what: string, time: number, budget: number): void {
  report(what, time, "s ", `<= ${budget.toFixed(2)}`, time / budget);
}

/** A budget of time. */
function atMostMilliseconds(what: string, time: number, budget: number): void {
  report(what, time, "ms", `<= ${budget.toFixed(2)}`, time / budget);
}

const stack = compareSmallestStack();
atMost("smallest stack / by hand, whole process: time", stack.time, 1.15);
atMost("smallest stack / by hand, whole process: peak memory", stack.memory, 1.1);
atMost("synth of 1,000 protected APIs / by hand: time", compareSynth(1000), 1.15);
atMost("synth, one API among 5,000 / one among 100: time", growth(100, 5000), 1.15);

const text = comparePolicyText();
atLeast("fast-xml-parser's parse and build / read and write: time", text.readAndWrite, 3);
atLeast("saxes' events / read: time", text.read, 0.6);

const expressions = measureExpressions();
atMostMilliseconds("a new expression, parsed and checked: median", expressions.check, 0.2);
atMostMilliseconds("a new expression, parsed and evaluated: median", expressions.evaluate, 1);

/** What answers later. */
async function measureRequests(): Promise<void> {
  const validation = "jose verifying tokens / the gateway validating them: time";
  atLeast(validation, await compareTokenValidation(), 1);
  const { requests, start } = await measureGateway();
  atLeast("jose verifying tokens / whole requests, each token ten times", requests, 0.5);
  atMostSeconds("start of a gateway for 100 APIs", start, 1);
  atMostSeconds("who gets in at 400 operations of 100 APIs", await measureAccess(), 10);
}

void measureRequests().then(() => {
  process.exitCode = failures === 0 ? 0 : 1;
});
