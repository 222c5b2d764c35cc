import {
  addressesOf,
  annotationsIn,
  type Configuration,
  newStack,
  resourceOf,
  synth,
  warningsIn,
} from "../support/synth";
import * as programs from "./stacks";

interface Outcome {
  readonly configuration: Configuration;
  readonly warnings: readonly string[];
}

function run(program: programs.Program): Outcome {
  const stack = newStack();
  program(stack);
  return { configuration: synth(stack), warnings: warningsIn(stack) };
}

const failing: readonly (readonly [string, programs.Program, RegExp])[] = [
  [
    "fails when tokens pass the check of an operation and never that of its API",
    programs.checkUnderTheCheckOfAnotherApi,
    /\[Stack\/Api\/report\] A-02 inherited-checks: tokens for Reports API pass Stack\/JwtReport and never Stack\/Jwt.*leave one of the checks out/,
  ],
  [
    "fails when nothing checks who calls, and names the three ways out",
    programs.apiThatNothingChecks,
    /\[Stack\/Api\/get\] A-01 open-operation: .*add a JwtPolicy.*Callers\.anonymous\(\).*suppressions/,
  ],
  [
    "fails when a role for users is asked of an application, and names the kind of role that is needed",
    programs.usersByRole,
    /role "Products\.Admin" of Products API is for users; expected a role for applications: .*withRole.*forApplicationsAndUsers/,
  ],
  [
    "fails when two APIs have one path",
    programs.twoVersionsOfAnApi,
    /Stack\/V2: the API path "orders" is already created by Stack\/V1/,
  ],
  [
    "fails when a scope and a role have one value",
    programs.roleAndScopeOfOneValue,
    /"Api\.All" is the value of a scope and of a role; expected different values/,
  ],
  [
    "fails when a named value is made twice",
    programs.oneNamedValueTwice,
    /Stack\/B: the named value "backend-key" is already created by Stack\/A/,
  ],
];

test.each(failing)("%s", (_, program, message) => {
  expect(() => run(program)).toThrow(message);
});

const warned: readonly (readonly [string, programs.Program, readonly RegExp[]])[] = [
  [
    "each place of a template that nobody filled",
    programs.templateOfTerraform,
    [/P-29.*openid_url/, /P-29.*audience/, /P-29.*issuer_url/],
  ],
  [
    "an operation whose callers need the role of the API as well",
    programs.roleOfAnOperation,
    [/^Stack\/Api\/post: A-02 inherited-checks: .*Orders\.Write.*callers/],
  ],
  [
    "a variable that nothing sets, and names the one that the check sets",
    programs.variableThatNobodySets,
    [/P-37 set-variable-first .*"token", .*: use "jwt"/],
  ],
];

test.each(warned)("warns of %s", (_, program, expected) => {
  const { warnings } = run(program);

  expect(warnings).toHaveLength(expected.length);
  for (const message of expected) expect(warnings).toContainEqual(expect.stringMatching(message));
});

const right: readonly (readonly [string, programs.Program])[] = [
  ["resource metadata that the program writes itself", programs.resourceMetadata],
  ["a portal with tokens of version 1", programs.portalWithVersion1Tokens],
  ["operations that each have a check of their own", programs.everyOperationHasACheck],
  ["users who need a scope and a role", programs.usersWithScopeAndRole],
  ["other callers for one operation", programs.callersOfAnOperation],
  ["a check at the service", programs.operationUnderTheServicePolicy],
  ["a limit by the token that the check leaves", programs.variableOfTheCheck],
  ["an inherited document on an API that exists", programs.importOfAPolicy],
];

test.each(right)("has nothing to say about %s", (_, program) => {
  expect(run(program).warnings).toEqual([]);
});

test("the operation waits for the document of the service that checks its callers", () => {
  const { configuration } = run(programs.operationUnderTheServicePolicy);
  const policy = addressesOf(configuration).filter((address) => address.startsWith("azurerm_api_management_policy."));

  expect(policy).toHaveLength(1);
  expect(resourceOf(configuration, "azurerm_api_management_api_operation")).toMatchObject({
    depends_on: expect.arrayContaining(policy) as unknown,
  });
});

test("the operation with a check of its own answers before its document is in force, and the way out is told", () => {
  const stack = newStack();
  programs.everyOperationHasACheck(stack);
  synth(stack);

  expect(annotationsIn(stack, "/info")).toContainEqual(expect.stringMatching(/callers/));
});

test("the server and the check agree on tokens of version 1", () => {
  const { configuration } = run(programs.portalWithVersion1Tokens);
  const server = resourceOf(configuration, "azurerm_api_management_authorization_server");
  const { xml_content: policy } = resourceOf(configuration, "azurerm_api_management_api_policy");

  expect(server).toMatchObject({
    token_endpoint: expect.stringMatching(/\/oauth2\/v2\.0\/token$/) as unknown,
    default_scope: expect.stringMatching(/\/access_as_user$/) as unknown,
  });
  expect(policy).toContain("https://sts.windows.net/");
  expect(policy).not.toContain("/v2.0");
});
