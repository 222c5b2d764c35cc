/** The program of a user who wants to know of a synthesized stack whom it lets in, and has nothing but the library. */
import { LocalGateway } from "cdktf-apim-oauth/testing";

async function main(stack: string): Promise<void> {
  const gateway = LocalGateway.fromSynth(stack);
  const token = await gateway.tokenFor("Price import");
  const { forwarded } = await gateway.request("PUT", "/prices", { token });
  const { reason } = await gateway.request("PUT", "/prices");
  if (forwarded === undefined || reason !== "TokenNotPresent") throw new Error(`without a token: ${reason}`);
}

void main(process.argv[2] ?? "");
