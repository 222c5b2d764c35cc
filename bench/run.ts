/** Measures the budgets as ratios of this one run. Fails when one is missed by more than half. */
import { compareLoading } from "./load";
import { measurePolicyText } from "./policy-text";
import { compareSynth, growth } from "./synth";

let failures = 0;

function report(what: string, ratio: number, budget: string, missedBy: number): void {
  const verdict = missedBy <= 1 ? "kept" : missedBy <= 1.5 ? "missed" : "FAILED";
  if (verdict === "FAILED") failures++;
  console.log(`${what.padEnd(64)} ${ratio.toFixed(2).padStart(6)} x   budget ${budget} x   ${verdict}`);
}

/** A budget that must not be exceeded. */
function atMost(what: string, ratio: number, budget: number): void {
  report(what, ratio, `<= ${budget.toFixed(2)}`, ratio / budget);
}

/** A budget that must be reached. */
function atLeast(what: string, ratio: number, budget: number): void {
  report(what, ratio, `>= ${budget.toFixed(2)}`, budget / ratio);
}

const load = compareLoading();
atMost("load the main entry / cdktf and the same bindings: time", load.time, 1.15);
atMost("load the main entry / cdktf and the same bindings: peak memory", load.memory, 1.15);
atMost("synth of 1,000 protected APIs / by hand: time", compareSynth(1000), 1.15);
atMost("synth, one API among 5,000 / one among 100: time", growth(100, 5000), 1.15);

atLeast("fast-xml-parser's parse and build / read and write: time", measurePolicyText().ratio, 2);

process.exitCode = failures === 0 ? 0 : 1;
