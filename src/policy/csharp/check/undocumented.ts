import { type Binder } from "./binder";
import { type FoundMember } from "./lookup";
import { type CodeRange } from "./problem";

/** Reports a member that the documentation does not list: it is refused, or only was seen in expressions and nothing else is known of it. */
export function reportUndocumented(binder: Binder, found: readonly FoundMember[], place: CodeRange): void {
  const member = found.find(
    ({ member: { status, kind } }) => status === "refused" || (status === "seen" && kind === "name"),
  );
  if (member === undefined) return;
  const name = `${member.owner.name}.${member.member.name}`;
  binder.problems.warning(
    "not-allowed",
    place,
    `${name} is not among the members that the documentation of policy expressions lists; expected one of them, because the service refuses others`,
    INSTEAD.get(name) ?? "write it with the members that are allowed",
  );
}

const TOKEN = 'context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()';

/** What to write instead of members that were seen in expressions. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ["Jwt.FromHeader", `write ${TOKEN}`],
  ["Jwt.GetClaimValue", 'write .Claims.GetValueOrDefault("name", "") with the name of the claim'],
  ["BasicAuthCredentials.Username", "write .UserId"],
  ["context.ParentResult", "write context.GraphQL.Parent"],
  ["context.Principal", `read the claims of the token, as in ${TOKEN}?.Claims`],
]);
