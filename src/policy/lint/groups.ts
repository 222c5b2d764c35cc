/** Things in groups by their names. */
export function groupsByName<T extends { readonly name: string }>(things: Iterable<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(thing.name);
    if (group === undefined) groups.set(thing.name, [thing]);
    else group.push(thing);
  }
  return groups;
}
