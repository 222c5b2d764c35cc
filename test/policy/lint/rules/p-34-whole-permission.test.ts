import { WHOLE_PERMISSION } from "../../../../src/policy/lint/rules/p-34-whole-permission";
import { checked, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const CLAIMS = '((Jwt)context.Variables["jwt"]).Claims';
const ROLES = `${CLAIMS}.GetValueOrDefault("roles", "")`;
const FORBIDDEN = '<return-response><set-status code="403" reason="Forbidden" /></return-response>';

/** A document that refuses on a condition. */
const refusing = (code: string): string => checked({}, when(code, FORBIDDEN));

testRule(WHOLE_PERMISSION, {
  good: [
    ["a value of a list", `@(!${CLAIMS}["roles"].Contains("Admin"))`],
    [
      "a pattern in the value of a role",
      `@{ foreach (var role in ${CLAIMS}["roles"]) { if (role.EndsWith("*")) { return true; } } return false; }`,
    ],
    ["a value of a list by its default", `@(!${CLAIMS}.GetValueOrDefault("scp", "").Split(' ').Contains("read"))`],
    ["a value of what was split with a trim", `@(${ROLES}.ToLower().Split(new [] { ',' }).Contains("admin"))`],
    [
      "a text with separators at both ends, as JwtPolicy writes it",
      `@(!(${CLAIMS}.ContainsKey("scp") ? (" " + ${CLAIMS}.GetValueOrDefault("scp", "") + " ").Contains(" Orders.Read ") : ${CLAIMS}.ContainsKey("roles") ? ${CLAIMS}["roles"].Contains("Orders.Sync") : false))`,
    ],
    [
      "separators at both ends of a variable",
      `@(("," + ${ROLES} + ",").Contains("," + (string)context.Variables["role"] + ","))`,
    ],
    ["a comparison of each value", `@(!${CLAIMS}["roles"].Any(role => role == "Admin"))`],
    ["each value in a list of names", `@(!${CLAIMS}["roles"].Any(role => new [] { "Admin", "Owner" }.Contains(role)))`],
    ["a local list", `@{ var roles = ${CLAIMS}["roles"]; return !roles.Contains("Admin"); }`],
    ["a claim that lists nothing", `@(!${CLAIMS}.GetValueOrDefault("email", "").EndsWith("@contoso.com"))`],
    [
      "a header",
      `@(${CLAIMS}.ContainsKey("roles") && context.Request.Headers.GetValueOrDefault("X", "").Contains("roles"))`,
    ],
    ["a pattern that is bound at both ends", `@(!Regex.IsMatch(${ROLES}, "(^|,)Admin(,|$)"))`],
    ["a search in a string", `@(${CLAIMS}.Count > 0 && "${ROLES.replace(/"/g, '\\"')}.Contains(" == "a")`],
    ["code that never ends", "@(Claims.GetValueOrDefault(roles"],
  ].map(([title, code]) => ({ title: title!, text: refusing(code!) })),
  bad: [
    [
      "a part of all roles",
      `@(!${ROLES}.Contains("Orders.Write"))`,
      /^"Orders.Write" is looked for in claim roles as a part/,
    ],
    ["a role without a default", `@(!${CLAIMS}.GetValueOrDefault("roles").Contains("Admin"))`, /in claim roles/],
    ["an index", `@(${ROLES}.IndexOf("Admin") == -1)`, /^"Admin"/],
    ["a start", `@(!${ROLES}.ToLower().StartsWith("admin"))`, /^"admin"/],
    ["an end", `@(!${CLAIMS}.GetValueOrDefault("scp", "").EndsWith("write"))`, /in claim scp/],
    ["a null check", `@((${CLAIMS}.GetValueOrDefault("roles") ?? "").Contains("Admin") == false)`, /in claim roles/],
    ["a conditional access", `@(${CLAIMS}.GetValueOrDefault("roles")?.Contains("Admin") != true)`, /in claim roles/],
    ["a separator on one side", `@(!(" " + ${CLAIMS}.GetValueOrDefault("scp", "")).Contains(" read"))`, /in claim scp/],
    ["the first value", `@(!${CLAIMS}["scp"].First().Contains("read"))`, /in claim scp/],
    ["the first value by number", `@(!${CLAIMS}["scp"][0].Contains("read"))`, /in claim scp/],
    ["a joined list", `@(!string.Join(",", ${CLAIMS}["roles"]).Contains("Admin"))`, /in claim roles/],
    ["each value of a list", `@(!${CLAIMS}["roles"].Any(role => role.Contains("Admin")))`, /in claim roles/],
    ["each value of what was split", `@(!${ROLES}.Split(',').Any((r) => r.StartsWith("Admin")))`, /in claim roles/],
    ["a pattern", `@(!Regex.IsMatch(${ROLES}, "Admin"))`, /^"Admin" is looked for in claim roles/],
    ["a pattern with an end only", `@(!Regex.Match(${ROLES}, "Admin$").Success)`, /in claim roles/],
    [
      "a list of names as text",
      `@(!"Admin,Owner".Contains(${CLAIMS}.GetValueOrDefault("roles", "none")))`,
      /^a name is/,
    ],
    [
      "a local text",
      `@{ var roles = ${ROLES}; if (!roles.Contains("Admin")) { return true; } return false; }`,
      /in claim roles/,
    ],
    [
      "a loop",
      `@{ foreach (var r in ${CLAIMS}["roles"]) { if (r.Contains("Admin")) { return false; } } return true; }`,
      /in claim/,
    ],
    [
      "a local token",
      `@{ Jwt token = (Jwt)context.Variables["jwt"]; return !token.Claims.GetValueOrDefault("groups", "").Contains("finance"); }`,
      /in claim groups/,
    ],
    [
      "a token in the header",
      '@(!context.Request.Headers.GetValueOrDefault("Authorization","").AsJwt().Claims.GetValueOrDefault("roles", "").Contains("Admin"))',
      /in claim roles/,
    ],
  ].map(([title, code, message]) => ({
    title: title as string,
    text: refusing(code as string),
    severity: WARNING,
    message: message as RegExp,
    path: "inbound/choose[1]/when[1]",
  })),
});

testRule(WHOLE_PERMISSION, {
  good: [
    {
      title: "a variable that is a list",
      text: checked(
        {},
        `<set-variable name="roles" value="@(${CLAIMS}["roles"])" />${when('@(!((string[])context.Variables["roles"]).Contains("Admin"))', FORBIDDEN)}`,
      ),
    },
    {
      title: "a variable that is something else by then",
      text: checked(
        {},
        `<set-variable name="roles" value="@(${ROLES})" /><set-variable name="roles" value="@(${CLAIMS}["roles"])" />${when('@(!((string)context.Variables["roles"]).Contains("Admin"))', FORBIDDEN)}`,
      ),
    },
  ],
  bad: [
    ...[
      '@(!((string)context.Variables["roles"]).Contains("Admin"))',
      '@(!context.Variables.GetValueOrDefault<string>("roles", "").Contains("Admin"))',
      '@(!context.Variables.GetValueOrDefault("roles", "").ToString().Contains("Admin"))',
    ].map((code) => ({
      title: `a variable that is the text of a claim: ${code}`,
      text: checked({}, `<set-variable name="roles" value="@(${ROLES})" />${when(code, FORBIDDEN)}`),
      severity: WARNING,
      message: /^"Admin" is looked for in claim roles/,
      path: "inbound/choose[1]/when[1]",
    })),
    {
      title: "a decision in a variable",
      text: checked(
        {},
        `<set-variable name="isAdmin" value="@{ var a = ${ROLES}; return a.Contains("Admin"); }" />${when('@(!(bool)context.Variables["isAdmin"])', FORBIDDEN)}`,
      ),
      severity: WARNING,
      message: /in claim roles/,
      path: "inbound/set-variable",
    },
    {
      title: "a text that a block makes",
      text: checked(
        {},
        `<set-variable name="roles" value="@{ return ${ROLES}; }" />${when('@(!((string)context.Variables["roles"]).Contains("Admin"))', FORBIDDEN)}`,
      ),
      severity: WARNING,
      message: /in claim roles/,
    },
  ],
});
