import { Api, ApimPolicy, Callers, type IResourceServer, JwtPolicy } from "cdktf-apim-oauth";
import { FACTORIES } from "../support/issuers";
import { Page } from "../support/pages";
import { newService, newStack, synth } from "../support/synth";

const PAGE = new Page("docs/issuers.md");
const SERVERS = PAGE.load<Record<string, IResourceServer>>("issuers.ts");

test("every factory has an example and a row in the table, where Entra ID has one too", () => {
  const examples = new Set(
    [...PAGE.named["issuers.ts"]!.matchAll(/ResourceServer\.(\w+)\(/g)].map((match) => match[1]),
  );
  const [header, line, ...rows] = PAGE.text.split("\n").filter((text) => text.startsWith("|"));
  expect([header, line]).toEqual([expect.stringMatching(/^\| issuer /), expect.stringMatching(/^\| -/)]);
  expect([...examples].sort()).toEqual(FACTORIES);
  expect(rows).toHaveLength(FACTORIES.length + 1);
  expect(Object.keys(SERVERS)).toHaveLength(7);
});

test.each(Object.entries(SERVERS))("a policy for %s names its metadata, issuer and audience", (_name, resource) => {
  const stack = newStack();
  const target = new Api(stack, "Api", { apim: newService(stack), path: "orders" });
  new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("orders.read") });
  expect(() => synth(stack)).not.toThrow();

  const policy = ApimPolicy.of(target).render();
  expect(policy).toContain(`<openid-config url="${resource.metadataUrl}" />`);
  expect(policy).toContain(`<issuer>${resource.issuers[0]}</issuer>`);
  expect(policy).toContain(`<audience>${resource.audiences[0]}</audience>`);
});
