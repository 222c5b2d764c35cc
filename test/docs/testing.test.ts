import "cdktf-apim-oauth/testing/jest";
import { TOKEN_FAULTS } from "../../src/testing";
import { Page } from "../support/pages";

const page = new Page("docs/testing.md");

test.each(["orders.test.ts", "tokens.test.ts", "access.test.ts"])("the tests in %s pass", async (name) => {
  const before = page.tests.length;
  page.load(name);
  const added = page.tests.slice(before);
  expect(added.length).toBeGreaterThan(0);
  for (const { run } of added) await run();
});

test("the page names every fault of a token", () => {
  const listed = /`fault` is one of (.*)\./.exec(page.text)?.[1]?.match(/[a-z-]{5,}/g);
  expect(listed).toEqual(Object.keys(TOKEN_FAULTS));
});
