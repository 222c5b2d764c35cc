import type { IConstruct } from "constructs";

/** State that belongs to one app. The app is the key, so that nothing outlives it. */
export class PerApp<T extends object> {
  private readonly states = new WeakMap<IConstruct, T>();

  public constructor(private readonly make: () => T) {}

  /** The state of the app that a construct belongs to. */
  public of(construct: IConstruct): T {
    const app = construct.node.root;
    let state = this.states.get(app);
    if (state === undefined) {
      state = this.make();
      this.states.set(app, state);
    }
    return state;
  }
}
