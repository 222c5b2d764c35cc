import { TerraformStack, Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { circularStacks } from "./errors";
import { PerApp } from "./per-app";

/** Why one stack needs another, such as `Shop/Client requests permissions of Identity/Orders`. */
type Reasons = Map<TerraformStack, string>;

const REASONS = new PerApp<Map<TerraformStack, Reasons>>(() => new Map());

/**
 * Notes that a construct refers to something that is in another stack. cdktf finds a circle only when it writes the stacks, and does not
 * say what makes it.
 *
 * @param what how it refers, such as `requests permissions of`
 * @param values what is referred to: a literal needs no other stack
 * @throws when the other stack needs this one already
 */
export function noteReference(from: IConstruct, what: string, to: object, ...values: string[]): void {
  if (!Construct.isConstruct(to) || !values.some((value) => Token.isUnresolved(value))) return;
  note(from, what, to);
}

/**
 * Orders the stack of a construct after that of another, if it is another.
 *
 * @param why how the construct needs the other
 * @throws when the other stack needs this one already
 */
export function comeAfter(from: IConstruct, to: IConstruct, why = "comes after"): void {
  const [own, other] = [TerraformStack.of(from), TerraformStack.of(to)];
  if (own === other) return;
  note(from, why, to);
  own.addDependency(other);
}

/**
 * Orders the stack of a construct after those of others, unless they are deployed after it for another reason: for an order that is better, and that
 * what the stacks take from each other overrules.
 *
 * @param others determined when all that the stacks take from each other is known, which is after they are prepared
 */
export function preferAfter(from: IConstruct, others: () => readonly IConstruct[]): void {
  from.node.addValidation({
    validate: () => {
      const own = TerraformStack.of(from);
      for (const other of others().map((each) => TerraformStack.of(each))) {
        if (other !== own && !other.dependsOn(own)) own.addDependency(other);
      }
      return [];
    },
  });
}

function note(from: IConstruct, what: string, to: IConstruct): void {
  const [own, other] = [TerraformStack.of(from), TerraformStack.of(to)];
  if (own === other) return;
  const reason = `${from.node.path} ${what} ${to.node.path}`;
  const all = REASONS.of(from);
  const back = wayFrom(other, own, all);
  if (back !== undefined) throw circularStacks(from, [reason, ...back]);
  const reasons = all.get(own) ?? new Map<TerraformStack, string>();
  all.set(own, reasons);
  if (!reasons.has(other)) reasons.set(other, reason);
}

/** The reasons for which a stack is deployed after another, or undefined. */
function wayFrom(
  stack: TerraformStack,
  target: TerraformStack,
  all: ReadonlyMap<TerraformStack, Reasons>,
  seen = new Set<TerraformStack>(),
): string[] | undefined {
  if (stack === target) return [];
  seen.add(stack);
  const declared = stack.dependencies.map((next) => [next, `${stack.node.path} depends on ${next.node.path}`] as const);
  for (const [next, reason] of [...(all.get(stack) ?? []), ...declared]) {
    const rest = seen.has(next) ? undefined : wayFrom(next, target, all, seen);
    if (rest !== undefined) return [reason, ...rest];
  }
  return undefined;
}
