import { ApplicationRegistration } from "@cdktf/provider-azuread/lib/application-registration";
import { App, TerraformStack, Tokenization } from "cdktf";
import { create, untraced } from "../../src/core/create";
import { keepTraces } from "../support/untraced";

beforeAll(keepTraces);

test("a resource is made as its class makes it, and its tokens hold no stack trace", () => {
  const stack = new TerraformStack(new App(), "stack");
  const made = create(ApplicationRegistration, stack, "Made", { displayName: "Made" });
  const other = new ApplicationRegistration(stack, "Other", { displayName: "Other" });
  const trace = (resource: ApplicationRegistration): string[] => resource.timeouts.creationStack;

  expect(made).toBeInstanceOf(ApplicationRegistration);
  expect(made.node.path).toBe("stack/Made");
  expect(made.displayNameInput).toBe("Made");
  expect(trace(made)).toEqual([]);
  expect(trace(other)).not.toEqual([]);
  const attributeTrace = ({ clientId }: ApplicationRegistration): unknown =>
    Tokenization.reverseString(clientId).firstToken!.creationStack;
  expect(attributeTrace(made)).toEqual([]);
  expect(attributeTrace(other)).not.toEqual([]);
});

test("errors keep their stack trace, and so does what is made afterwards", () => {
  const stack = new TerraformStack(new App(), "stack");
  create(ApplicationRegistration, stack, "Same", { displayName: "Same" });
  let caught: unknown;
  try {
    create(ApplicationRegistration, stack, "Same", { displayName: "Same" });
  } catch (error) {
    caught = error;
  }
  expect((caught as Error).stack).toMatch(/create\.test/);

  const inside = untraced(() =>
    Tokenization.reverseString(new ApplicationRegistration(stack, "A", { displayName: "a" }).id),
  );
  const after = Tokenization.reverseString(new ApplicationRegistration(stack, "B", { displayName: "b" }).id);
  expect(inside.firstToken!.creationStack).toEqual([]);
  expect(after.firstToken!.creationStack).not.toEqual([]);
});
