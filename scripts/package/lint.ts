/** The program of a user who only uses the policy language. */
import { PolicyDocument, PolicyLint } from "cdktf-apim-oauth/policy";

const document = PolicyDocument.parse("<policies><inbound><base /><set-headr /></inbound></policies>");
const messages = PolicyLint.check(document).map(({ message }) => message);
if (!messages.some((message) => message.includes("set-headr"))) {
  throw new Error(`the linter finds ${JSON.stringify(messages)}; expected the misspelt policy`);
}
