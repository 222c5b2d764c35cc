/** Values with C# that the library wrote: its tests check it, so the linter need not load what checks it. No user can mark one. */
const WRITTEN = new WeakSet<object>();

/** Marks a value whose C# the library wrote. */
export function markWritten<T extends object>(value: T): T {
  WRITTEN.add(value);
  return value;
}

/** Whether the library wrote the C# of a value. */
export function isWritten(value: object): boolean {
  return WRITTEN.has(value);
}
