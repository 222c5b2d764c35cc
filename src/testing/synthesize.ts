import { isConstruct, isStack, type TestedConstruct, type TestedStack } from "./constructs";
import { notSynthesizable, synthErrors } from "./errors";

/**
 * The Terraform JSON of an app, of stacks, or of a stack and those that it refers to, as `cdktf synth` makes it: with aspects and validations. Nothing is
 * written to disk, so assets are not copied.
 *
 * @throws what the validations find, and errors that constructs are annotated with
 */
export function synthesize(input: TestedConstruct | readonly TestedConstruct[]): object[] {
  const roots: readonly unknown[] = Array.isArray(input) ? (input as readonly unknown[]) : [input];
  const stacks = new Set(roots.flatMap(stacksIn));
  // A stack knows the stacks that it refers to when it is prepared, and a set visits what is added to it.
  for (const stack of stacks) {
    stack.prepareStack();
    for (const dependency of stack.dependencies) stacks.add(dependency);
  }
  const synthesized = [...stacks].map(synthesizeStack);
  for (const root of roots as readonly TestedConstruct[]) {
    if (!isStack(root)) failOn(root.node.validate());
  }
  return synthesized;
}

function stacksIn(root: unknown): TestedStack[] {
  if (!isConstruct(root)) throw notSynthesizable(root);
  const stacks = isStack(root) ? [root] : root.node.findAll().filter(isStack);
  if (stacks.length === 0) throw notSynthesizable(root);
  return stacks;
}

function synthesizeStack(stack: TestedStack): object {
  invokeAspects(stack, [], new Map());
  stack.runAllValidations();
  failOn(
    stack.node
      .findAll()
      .flatMap(({ node: { path, metadata } }) =>
        metadata.filter(({ type }) => type.endsWith("/error")).map(({ data }) => `[${path}] ${String(data)}`),
      ),
  );
  // Arguments without a value are left out, as in the file.
  return JSON.parse(JSON.stringify(stack.toTerraform())) as object;
}

function failOn(errors: readonly string[]): void {
  if (errors.length > 0) throw synthErrors(errors);
}

interface Aspect {
  visit(construct: TestedConstruct): void;
}

/** Each aspect visits the construct that it is on, and everything below, once. */
function invokeAspects(
  construct: TestedConstruct,
  inherited: readonly Aspect[],
  invoked: Map<TestedConstruct, Set<Aspect>>,
): void {
  const aspects = [...inherited, ...aspectsOf(construct)];
  const done = invoked.get(construct) ?? new Set<Aspect>();
  invoked.set(construct, done);
  for (const aspect of aspects) {
    if (!done.has(aspect)) aspect.visit(construct);
    done.add(aspect);
  }
  for (const child of construct.node.children) invokeAspects(child, aspects, invoked);
}

/** cdktf keeps the aspects of a construct under a symbol, which it does not share. */
function aspectsOf(construct: TestedConstruct): readonly Aspect[] {
  const symbol = Object.getOwnPropertySymbols(construct).find(({ description }) => description?.endsWith("-aspects"));
  if (symbol === undefined) return [];
  return (Reflect.get(construct, symbol) as { readonly all: readonly Aspect[] }).all;
}
