/** Measures the budgets as ratios of this one run. Fails when one is missed by more than half. */
import { compareLoading } from "./load";
import { compareSynth, growth } from "./synth";

let missed = 0;

/** A budget that must not be exceeded. */
function atMost(what: string, ratio: number, budget: number): void {
  const verdict = ratio <= budget ? "kept" : ratio <= budget * 1.5 ? "missed" : "FAILED";
  if (verdict === "FAILED") missed++;
  console.log(`${what.padEnd(64)} ${ratio.toFixed(2).padStart(6)} x   budget <= ${budget.toFixed(2)} x   ${verdict}`);
}

const load = compareLoading();
atMost("load the main entry / cdktf and the same bindings: time", load.time, 1.15);
atMost("load the main entry / cdktf and the same bindings: peak memory", load.memory, 1.15);
atMost("synth of 1,000 protected APIs / by hand: time", compareSynth(1000), 1.15);
atMost("synth, one API among 5,000 / one among 100: time", growth(100, 5000), 1.15);

process.exitCode = missed === 0 ? 0 : 1;
