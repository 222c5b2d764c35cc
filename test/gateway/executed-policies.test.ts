import { unproven } from "../../scripts/gateway-reference";
import { allPolicies } from "../../src/policy/catalog";
import { EXECUTED_POLICIES, NOT_EXECUTED_POLICIES } from "../../src/gateway/policies";
import { run } from "./run-policy";

test("each policy of the service is executed, or there is a reason why not", () => {
  const known = [...EXECUTED_POLICIES, ...NOT_EXECUTED_POLICIES.keys()].sort();
  expect(known).toEqual(
    allPolicies()
      .map(({ name }) => name)
      .sort(),
  );
});

test("at least 60 documented policies are executed", () => {
  const executed = allPolicies().filter(({ name, undocumented }) => !undocumented && EXECUTED_POLICIES.includes(name));
  expect(executed.length).toBeGreaterThanOrEqual(60);
});

test.each([...NOT_EXECUTED_POLICIES])("<%s> fails the request with its name and the reason", async (name, reason) => {
  await expect(run(`<${name} />`)).rejects.toThrow(`cannot execute <${name}>: ${reason}`);
});

test("a test shows what each attribute and element of an executed policy does", () => {
  expect(unproven()).toEqual([]);
});
