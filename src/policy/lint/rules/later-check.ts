import { type LintContext } from "../context";
import { type CsharpCode } from "../csharp-code";
import { groupsByName } from "../groups";
import { type NodePath } from "../node-path";
import { RunningOrder } from "../running-order";
import { settersOf, setsToken } from "../variables";

/** A token check that sets a variable too late. */
export interface LaterCheck {
  readonly path: NodePath;
  readonly variable: string;
}

/** The token checks that set the variables of code which runs before them. */
export class LaterChecks {
  private readonly checks = new Map<string, RunningOrder>();
  private readonly setters = new Map<string, RunningOrder>();

  public constructor({ tokenChecks, statements }: LintContext) {
    if (tokenChecks.length === 0) return;
    const setters = statements
      .flatMap(settersOf)
      .flatMap(({ path, name }) => (name === undefined ? [] : { path, name }));
    for (const [name, group] of groupsByName(setters)) {
      const checks = group.filter(setsToken);
      if (checks.length === 0) continue;
      this.checks.set(name, new RunningOrder(checks.map(({ path }) => path)));
      this.setters.set(name, new RunningOrder(group.map(({ path }) => path)));
    }
  }

  /** The check that sets a variable only after a statement whose code reads it. */
  public of(code: CsharpCode, statement: NodePath): LaterCheck | undefined {
    // Code that asks whether the variable is there expects that it may not be.
    if (this.checks.size === 0 || code.names("ContainsKey", "TryGetValue")) return undefined;
    for (const variable of code.variables) {
      const path = this.checks.get(variable)?.firstAfter(statement);
      if (path !== undefined && this.setters.get(variable)!.lastBefore(statement) === undefined) {
        return { path, variable };
      }
    }
    return undefined;
  }
}
