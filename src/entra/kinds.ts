import { constructWith, type Kind, listOf, objectWith, oneOf } from "../core/kinds";
import { TokenVersion } from "../oauth/token-version";
import { RedirectPlatform } from "./redirect-platform";

/** The kinds of objects of this folder. */

export const AUTHORITY: Kind = objectWith(["tenantId", "cloud", "issuer", "metadataUrl"], {
  expected: "an Authority",
  fix: "use Authority.publicCloud, Authority.usGovernment or Authority.china with the id of the tenant",
});

export const APP_REGISTRATION: Kind = constructWith(
  ["clientId", "displayName", "servicePrincipalObjectId", "authority", "scopeId", "roleId"],
  {
    expected: "an app registration",
    fix: "use an AppRegistration, or AppRegistration.fromClientId for one that exists",
  },
);

export const ASSIGNEE: Kind = objectWith(["_idIn", "_principalIn"], {
  expected: "an Assignee",
  fix: "use Assignee.group or Assignee.user with an object id, or one of the look-ups by name",
});

export const ROLE: Kind = objectWith(["value", "allowsApplications", "allowsUsers", "options"], {
  expected: "an AppRole",
  fix: "use AppRole.forApplications, AppRole.forUsers or AppRole.forApplicationsAndUsers",
});

export const SCOPE: Kind = objectWith(
  ["value", "options"],
  { expected: "a PermissionScope", fix: "use PermissionScope.of" },
  ["allowsApplications"],
);

export const SIGN_IN_AUDIENCE: Kind = objectWith(["value", "tenantIds", "acceptsHomeTenant"], {
  expected: "a SignInAudience",
  fix: "use SignInAudience.multipleTenants, or leave the option out for one tenant",
});

export const OPTIONAL_CLAIMS: Kind = listOf(
  objectWith(["name", "options"], {
    expected: "an OptionalClaim",
    fix: "use OptionalClaim.of or OptionalClaim.userExtension",
  }),
  "OptionalClaim",
);

export const MICROSOFT_API: Kind = objectWith(["displayName", "clientId"], {
  expected: "a MicrosoftApi",
  fix: "use MicrosoftApi.GRAPH, or MicrosoftApi.of with the client id",
});

export const ROLES: Kind = listOf(ROLE, "AppRole");
export const SCOPES: Kind = listOf(SCOPE, "PermissionScope");
export const TOKEN_VERSION: Kind = oneOf("TokenVersion", TokenVersion);
export const PLATFORM: Kind = oneOf("RedirectPlatform", RedirectPlatform);
