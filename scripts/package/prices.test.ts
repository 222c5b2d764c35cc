/** The test of a user, by whichever runner: whom does the stack let in? */
import { LocalGateway, type TokenFault } from "cdktf-apim-oauth/testing";
import { Testing } from "cdktf";
import { ApplicationsStack } from "../../examples/applications/stack.js";

declare function test(title: string, run: () => Promise<void>): void;

test("the price import gets in, and nobody else does", async () => {
  const gateway = LocalGateway.fromStack(new ApplicationsStack(Testing.app(), "applications"));
  const answerTo = async (fault?: TokenFault): Promise<number | "forwarded"> => {
    const token = await gateway.tokenFor("Price import", { fault });
    const { status, forwarded } = await gateway.request("PUT", "/prices", { token });
    return forwarded === undefined ? status : "forwarded";
  };
  const answers = [
    await answerTo(),
    await answerTo("role-less"),
    await answerTo("expired"),
    await answerTo("unsigned"),
  ];
  if (answers.join() !== "forwarded,403,401,401") throw new Error(`the gateway answers ${answers.join()}`);
});
