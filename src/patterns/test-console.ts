import { Token } from "cdktf";
import type { Construct } from "constructs";
import { ApimAuthServer } from "../apim/auth/apim-auth-server";
import { OAuthGrant } from "../apim/auth/oauth-grant";
import type { IApiManagement } from "../apim/service/api-management";
import { checkObject, type Kinds, optional, STRING } from "../core/kinds";
import { AppRegistration } from "../entra/app-registration";
import type { Authority } from "../entra/authority";
import { testConsoleWithoutSecret } from "./errors";

/** Options of the test console of the developer portal. */
export interface TestConsoleOptions {
  /**
   * When the client secret of the portal expires, such as `2027-05-31T00:00:00Z`. Only with a secret does the portal call as an application.
   *
   * @default - no secret: users sign in with PKCE, which needs an `AzapiProvider` in the stack
   */
  readonly secretEndDate?: string;
  /**
   * The name of the authorization server, such as `AzureAD-OAuth`. With one for users and one for applications, it is the start of both names:
   * `AzureAD-OAuth-users` and `AzureAD-OAuth-applications`.
   *
   * @default - the path of the API, with `-users` or `-applications`
   */
  readonly serverName?: string;
}

const OPTIONS: Kinds<TestConsoleOptions> = { secretEndDate: optional(STRING), serverName: optional(STRING) };

/** What a test console needs to know of its API. */
interface TestedApi {
  readonly apim: IApiManagement;
  readonly path: string;
  readonly displayName: string;
  readonly users: readonly string[];
  readonly applications: readonly string[];
  readonly authority?: Authority;
}

/** What the developer portal gets tokens with. */
interface TestConsole {
  readonly testClient: AppRegistration;
  readonly userServer?: ApimAuthServer;
  readonly applicationServer?: ApimAuthServer;
}

/**
 * Makes a client of an API for the developer portal, and an authorization server for each kind of callers.
 *
 * @throws when only applications may call, and there is no secret
 */
export function addTestConsole(
  scope: Construct,
  resource: AppRegistration,
  options: TestConsoleOptions,
  { apim, path, displayName, users, applications, authority }: TestedApi,
): TestConsole {
  checkObject(scope, "testConsole", options, OPTIONS);
  const { secretEndDate: endDate, serverName } = options;
  if (endDate === undefined && users.length === 0) throw testConsoleWithoutSecret(scope);
  const client = new AppRegistration(scope, "TestClient", {
    displayName: `${displayName}, developer portal`,
    authority,
  });
  const clientSecret = endDate === undefined ? undefined : client.addClientSecret("Portal", { endDate });
  const withUsers = users.length > 0;
  const withApplications = applications.length > 0 && clientSecret !== undefined;
  const server = (id: string, kind: string, grant: OAuthGrant): ApimAuthServer => {
    const isOne = !withUsers || !withApplications;
    const name = isOne && serverName !== undefined ? serverName : `${serverName ?? nameOf(path)}-${kind}`;
    const title = titleOf(displayName, kind);
    return new ApimAuthServer(scope, id, { apim, name, displayName: title, resource, client, clientSecret, grant });
  };
  const grantOfUsers = (): OAuthGrant =>
    clientSecret === undefined
      ? OAuthGrant.authorizationCodeWithPkce(...users)
      : OAuthGrant.authorizationCode(...users);
  const userServer = withUsers ? server("UserServer", "users", grantOfUsers()) : undefined;
  if (withApplications) applications.forEach((role) => client.grantRole(resource, role));
  const applicationServer = withApplications
    ? server("ApplicationServer", "applications", OAuthGrant.clientCredentials())
    : undefined;
  return { testClient: client, userServer, applicationServer };
}

/** The start of the names of the authorization servers: only letters, digits and dashes, and 80 characters with "-applications". */
function nameOf(path: string): string {
  return (
    path
      .replace(/[^A-Za-z0-9]+/g, "-")
      .slice(0, 67)
      .replace(/^-|-$/g, "") || "api"
  );
}

/** Authorization servers have display names of up to 50 characters, and a registration longer ones. */
function titleOf(displayName: string, kind: string): string {
  if (Token.isUnresolved(displayName)) return `${displayName}, ${kind}`;
  // Half a surrogate pair is no character.
  return `${displayName.slice(0, 50 - `, ${kind}`.length).replace(/[\uD800-\uDBFF]$/, "")}, ${kind}`;
}
