/** The test of a user, by whichever runner: whom does the stack let in? */
import { type ApimMatchers, LocalGateway } from "cdktf-apim-oauth/testing";
import "cdktf-apim-oauth/testing/jest";
import { Testing } from "cdktf";
import { ApplicationsStack } from "../../examples/applications/stack.js";

declare function test(title: string, run: () => Promise<void>): void;
declare function expect(value: unknown): ApimMatchers;

test("the price import gets in, and nobody else does", async () => {
  const gateway = LocalGateway.fromStack(new ApplicationsStack(Testing.app(), "applications"));
  const token = await gateway.tokenFor("Price import");
  expect(await gateway.request("PUT", "/prices", { token })).toBeForwarded();
  expect(await gateway.request("PUT", "/prices")).toBeRefused(401, "TokenNotPresent");
  expect(await gateway.access()).toProtectEveryOperation();
});
