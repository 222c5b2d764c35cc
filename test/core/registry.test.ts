import { Lazy, TerraformOutput, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { Registry } from "../../src/core/registry";
import { newApp, newStack, synthApp } from "../support/synth";

test("finds what has a name, whatever its capitals", () => {
  const things = new Registry<Construct>("thing");
  const stack = newStack();
  const one = new Construct(stack, "One");
  things.add(one, "Contoso", "rg");
  expect(things.tryFind(stack, "contoso", "RG")).toBe(one);
  expect(things.tryFind(stack, "contoso")).toBeUndefined();
  expect(things.tryFind(stack, "contosorg", "")).toBeUndefined();
  expect(new Registry<Construct>("other thing").tryFind(stack, "contoso", "rg")).toBeUndefined();
});

test("finds a literal name in every stack of an app, and in no other app", () => {
  const things = new Registry<Construct>("thing");
  const app = newApp();
  const one = new Construct(newStack("First", app), "One");
  things.add(one, "contoso");
  expect(things.tryFind(newStack("Second", app), "contoso")).toBe(one);
  expect(things.tryFind(newStack("First"), "contoso")).toBeUndefined();
});

test("finds the name of a Terraform value in its own stack only", () => {
  const things = new Registry<Construct>("thing");
  const app = newApp();
  const [first, second] = [newStack("First", app), newStack("Second", app)];
  const names = [first, second].map((stack) => new TerraformVariable(stack, "name", {}).stringValue);
  const one = new Construct(first, "One");
  things.add(one, names[0]!);
  expect(things.tryFind(first, names[0]!)).toBe(one);
  expect(things.tryFind(first, Lazy.stringValue({ produce: () => names[0] }))).toBe(one);
  expect(things.tryFind(second, names[1]!)).toBeUndefined();
});

test("finds what another stack knows, in both stacks, before and after it is passed between them", () => {
  const things = new Registry<Construct>("thing");
  const app = newApp();
  const [first, second] = [newStack("First", app), newStack("Second", app)];
  const name = new TerraformVariable(first, "name", {}).stringValue;
  new TerraformOutput(second, "passed", { value: name });
  // Another value with the same address in its stack.
  const own = new TerraformVariable(second, "name", {}).stringValue;
  const one = new Construct(second, "One");
  things.add(one, `products/${name}`);
  synthApp(app);
  for (const stack of [first, second]) expect(things.tryFind(stack, `products/${name}`)).toBe(one);
  expect(things.tryFind(second, `products/${own}`)).toBeUndefined();
});

test("fails for the second that claims a name, and names the first", () => {
  const things = new Registry<Construct>("thing");
  const stack = newStack();
  const [one, two] = [new Construct(stack, "One"), new Construct(stack, "Two")];
  things.claim(one, "contoso");
  expect(() => things.claim(two, "CONTOSO")).toThrow(
    /^Stack\/Two: the thing "CONTOSO" is already created by Stack\/One/,
  );
  expect(things.tryFind(stack, "contoso")).toBe(one);
});
