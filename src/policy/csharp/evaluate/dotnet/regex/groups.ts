/** A group of a pattern. Without a name, its name is its number. */
export interface RegexGroup {
  readonly number: number;
  readonly name: string;
}

/** The groups that a pattern opens. */
export interface FoundGroups {
  unnamed: number;
  /** In the order of the pattern; a name may be there more than once, and may be a number. */
  readonly named: string[];
}

/** Groups without a name come first, whatever the order in the pattern; names that are numbers keep them. */
export function numberGroups({ unnamed, named }: FoundGroups): RegexGroup[] {
  const groups = new Map<number, string>([[0, "0"]]);
  for (let number = 1; number <= unnamed; number++) groups.set(number, String(number));
  for (const name of named) if (/^\d+$/.test(name)) groups.set(Number(name), String(Number(name)));
  let next = unnamed + 1;
  for (const name of new Set(named)) {
    if (/^\d+$/.test(name)) continue;
    while (groups.has(next)) next++;
    groups.set(next, name);
  }
  return [...groups].map(([number, name]) => ({ number, name })).sort((a, b) => a.number - b.number);
}
