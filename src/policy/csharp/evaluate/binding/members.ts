import { type Member, type MemberKind, ownMembers } from "../contract/define";
import { ancestorsOf } from "../contract/notation";
import { type NetType } from "../contract/type";

/** The members with a name that can be used on a value of a type, those of the type itself first. */
export function instanceMembers(type: NetType, name: string, ...kinds: readonly MemberKind[]): readonly Member[] {
  return membersOfKinds(ancestorsOf(type), name, false, kinds);
}

/** The static members with a name that can be used on a type. */
export function staticMembers(type: NetType, name: string, ...kinds: readonly MemberKind[]): readonly Member[] {
  return membersOfKinds(ancestorsOf(type), name, true, kinds);
}

/** The operators with a sign that a type has. */
export function operatorsOf(type: NetType, sign: string): readonly Member[] {
  let known = operators.get(type);
  if (known === undefined) operators.set(type, (known = new Map<string, readonly Member[]>()));
  let found = known.get(sign);
  if (found === undefined) known.set(sign, (found = staticMembers(type, sign, "operator")));
  return found;
}

const operators = new WeakMap<NetType, Map<string, readonly Member[]>>();

export function constructorsOf(type: NetType): readonly Member[] {
  return ownMembers(type.definition, "new");
}

function membersOfKinds(
  types: readonly NetType[],
  name: string,
  isStatic: boolean,
  kinds: readonly MemberKind[],
): readonly Member[] {
  const found: Member[] = [];
  for (const { definition } of types) {
    for (const member of ownMembers(definition, name)) {
      if (member.isStatic === isStatic && kinds.includes(member.kind)) found.push(member);
    }
  }
  return found;
}
