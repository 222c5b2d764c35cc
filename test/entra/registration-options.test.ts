import { Token } from "cdktf";
import {
  AppRegistration,
  type AppRegistrationProps,
  AppRole,
  Authority,
  GroupMembershipClaim,
  OptionalClaim,
  OptionalClaimProperty,
  type OptionalClaims,
  PermissionScope,
  Principal,
  type ServicePrincipalOptions,
  SingleSignOnMode,
} from "cdktf-apim-oauth";
import { resolveText } from "../../src/core/terraform-text";
import { guid, newStack, resourceOf, resourcesOf, synth, TENANT } from "../support/synth";

type Stack = ReturnType<typeof newStack>;

const SCOPES = [PermissionScope.of("read")];
const ROLES = [AppRole.forApplications("sync")];

function registration(stack: Stack, props: Partial<AppRegistrationProps> = {}): AppRegistration {
  const authority = Authority.publicCloud(TENANT);
  return new AppRegistration(stack, "Orders", { displayName: "Orders", authority, ...props });
}

function argumentsOf(type: string, props: Partial<AppRegistrationProps>): Readonly<Record<string, unknown>> {
  const stack = newStack();
  registration(stack, props);
  return resourceOf(synth(stack), type);
}

const REGISTRATION = "azuread_application_registration";

test("the pages and notes are those that are given", () => {
  const given = {
    homepageUrl: "https://orders.contoso.com/#/start",
    logoutUrl: "https://orders.contoso.com/signout",
    marketingUrl: "http://contoso.com",
    privacyStatementUrl: "https://contoso.com/privacy",
    supportUrl: "https://contoso.com/support",
    termsOfServiceUrl: "https://contoso.com/terms",
    notes: "Team orders",
    serviceManagementReference: "CMDB-1",
  };
  expect(argumentsOf(REGISTRATION, given)).toEqual({
    display_name: "Orders",
    requested_access_token_version: 2,
    sign_in_audience: "AzureADMyOrg",
    homepage_url: "https://orders.contoso.com/#/start",
    logout_url: "https://orders.contoso.com/signout",
    marketing_url: "http://contoso.com",
    privacy_statement_url: "https://contoso.com/privacy",
    support_url: "https://contoso.com/support",
    terms_of_service_url: "https://contoso.com/terms",
    notes: "Team orders",
    service_management_reference: "CMDB-1",
  });
});

test("the implicit grant is off, and needs the word insecure", () => {
  expect(argumentsOf(REGISTRATION, {})).not.toHaveProperty("implicit_access_token_issuance_enabled");
  const insecureImplicitGrant = { accessTokens: true, idTokens: false };
  expect(argumentsOf(REGISTRATION, { insecureImplicitGrant })).toMatchObject({
    implicit_access_token_issuance_enabled: true,
    implicit_id_token_issuance_enabled: false,
  });
});

test.each([true, false])("fallbackPublicClient %s is a resource, and there is none without it", (enabled) => {
  expect(argumentsOf("azuread_application_fallback_public_client", { fallbackPublicClient: enabled })).toEqual({
    application_id: "${azuread_application_registration.Orders_A9B65338.id}",
    enabled,
  });
  const stack = newStack();
  registration(stack);
  expect(resourcesOf(synth(stack), "azuread_application_fallback_public_client")).toEqual([]);
});

test("the three ids of a registration are different attributes", () => {
  const stack = newStack();
  const orders = registration(stack);
  const ids = [orders.applicationId, orders.objectId, orders.clientId, orders.servicePrincipalObjectId];
  expect(ids.map((id) => resolveText(stack, id))).toEqual([
    "${azuread_application_registration.Orders_A9B65338.id}",
    "${azuread_application_registration.Orders_A9B65338.object_id}",
    "${azuread_application_registration.Orders_A9B65338.client_id}",
    "${azuread_service_principal.Orders_ServicePrincipal_72553C73.object_id}",
  ]);
  expect(orders.objectId).toBe(orders.objectId);
  expect(Token.isUnresolved(orders.objectId)).toBe(true);
});

describe("owners", () => {
  test("each is a resource", () => {
    const stack = newStack();
    registration(stack, { owners: [Principal.fromObjectId(guid(1)), Principal.fromObjectId(guid(2))] });
    const owners = resourcesOf(synth(stack), "azuread_application_owner");
    expect(owners.map((owner) => owner.owner_object_id).sort()).toEqual([guid(1), guid(2)]);
  });

  test("fails for one that is given twice", () => {
    const owners = [Principal.fromObjectId(guid("a")), Principal.fromObjectId(guid("A"))];
    expect(() => registration(newStack(), { owners })).toThrow(`owner "${guid("a")}" is given twice`);
  });
});

describe("the service principal", () => {
  const made = (servicePrincipal: ServicePrincipalOptions): Readonly<Record<string, unknown>> =>
    argumentsOf("azuread_service_principal", { servicePrincipal });

  test("has what is given", () => {
    const given = {
      accountEnabled: false,
      description: "Orders",
      notes: "Ask team orders",
      loginUrl: "https://orders.contoso.com/login",
      owners: [Principal.fromObjectId(guid(1))],
      tags: ["WindowsAzureActiveDirectoryIntegratedApp", "HideApp"],
    };
    expect(made(given)).toEqual({
      account_enabled: false,
      app_role_assignment_required: false,
      client_id: "${azuread_application_registration.Orders_A9B65338.client_id}",
      description: "Orders",
      notes: "Ask team orders",
      login_url: "https://orders.contoso.com/login",
      owners: [guid(1)],
      tags: ["WindowsAzureActiveDirectoryIntegratedApp", "HideApp"],
    });
    expect(
      made({
        alternativeNames: ["orders ${x}"],
        notificationEmailAddresses: ["orders@contoso.com"],
        preferredSingleSignOnMode: SingleSignOnMode.OIDC,
        samlRelayState: "https://orders.contoso.com/%{start}",
        useExisting: true,
      }),
    ).toMatchObject({
      alternative_names: ["orders $${x}"],
      notification_email_addresses: ["orders@contoso.com"],
      preferred_single_sign_on_mode: "oidc",
      saml_single_sign_on: { relay_state: "https://orders.contoso.com/%%{start}" },
      use_existing: true,
    });
    expect(made({ featureTags: { enterprise: true, hide: false } }).feature_tags).toEqual([
      { enterprise: true, hide: false },
    ]);
  });

  test.each<[string, ServicePrincipalOptions, RegExp]>([
    ["both kinds of tags", { tags: ["a"], featureTags: { hide: true } }, /tags and featureTags are both given/],
    ["a tag with a space", { tags: ["a b"] }, /tag is "a b"; expected 1 to 256 characters without spaces/],
    ["a tag twice", { tags: ["a", "a"] }, /tag "a" is given twice/],
    ["an empty name", { alternativeNames: [" "] }, /alternativeName is " "; expected text/],
    ["no address", { notificationEmailAddresses: ["Orders"] }, /notificationEmailAddress is "Orders"; expected a mail/],
    ["a long tag", { tags: ["a".repeat(257)] }, /expected 1 to 256 characters/],
  ])("fails for %s", (_what, options, message) => {
    expect(() => made(options)).toThrow(message);
  });
});

describe("optional claims", () => {
  const claims = (optionalClaims: OptionalClaims, props: Partial<AppRegistrationProps> = {}): unknown =>
    argumentsOf("azuread_application_optional_claims", { optionalClaims, ...props });

  test("are in the tokens that they are given for", () => {
    expect(
      claims({
        accessToken: [OptionalClaim.of("ipaddr", { essential: true })],
        idToken: [OptionalClaim.userExtension("extension_abc_skypeId")],
        saml2Token: [
          OptionalClaim.of("groups", { additionalProperties: [OptionalClaimProperty.EMIT_AS_ROLES] }),
          OptionalClaim.of("upn"),
        ],
      }),
    ).toEqual({
      application_id: "${azuread_application_registration.Orders_A9B65338.id}",
      access_token: [{ name: "ipaddr", essential: true }],
      id_token: [{ name: "extension_abc_skypeId", source: "user" }],
      saml2_token: [{ name: "groups", additional_properties: ["emit_as_roles"] }, { name: "upn" }],
    });
  });

  test("idtyp comes in addition where users and applications call, whenever they are added", () => {
    const accessToken = [OptionalClaim.of("ipaddr")];
    const idToken = [OptionalClaim.of("email")];
    expect(claims({ accessToken, idToken }, { scopes: SCOPES, roles: ROLES })).toMatchObject({
      access_token: [{ name: "ipaddr" }, { name: "idtyp" }],
      id_token: [{ name: "email" }],
    });
    const stack = newStack();
    const later = registration(stack, { optionalClaims: { idToken }, scopes: SCOPES });
    later.addRole(ROLES[0]!);
    expect(resourceOf(synth(stack), "azuread_application_optional_claims")).toMatchObject({
      access_token: [{ name: "idtyp" }],
      id_token: [{ name: "email" }],
    });
  });

  test("idtyp is written once", () => {
    const accessToken = [OptionalClaim.of("idtyp", { essential: true })];
    expect(claims({ accessToken }, { scopes: SCOPES, roles: ROLES })).toMatchObject({
      access_token: [{ name: "idtyp", essential: true }],
    });
  });

  test("empty lists make no resource", () => {
    const stack = newStack();
    registration(stack, { optionalClaims: { accessToken: [], idToken: [] } });
    expect(resourcesOf(synth(stack), "azuread_application_optional_claims")).toEqual([]);
  });

  test("fails for a claim that is given twice", () => {
    const accessToken = [OptionalClaim.of("upn"), OptionalClaim.of("upn")];
    expect(() => claims({ accessToken })).toThrow(/optional claim "upn" is given twice/);
  });

  test("fails for groups in place of the roles that access tokens need", () => {
    const groups = OptionalClaim.of("groups", { additionalProperties: [OptionalClaimProperty.EMIT_AS_ROLES] });
    expect(() => claims({ accessToken: [groups] }, { roles: ROLES })).toThrow(
      /^Stack\/Orders: optional claim "groups" puts groups into claim roles of access tokens, and the API has roles/,
    );
    const late = registration(newStack(), { optionalClaims: { accessToken: [groups] } });
    expect(() => late.addRole(ROLES[0]!)).toThrow(/puts groups into claim roles/);
    expect(() => claims({ idToken: [groups] }, { roles: ROLES })).not.toThrow();
  });
});

describe("group claims", () => {
  const { ALL, APPLICATION_GROUP, DIRECTORY_ROLE, NONE, SECURITY_GROUP } = GroupMembershipClaim;

  test.each([
    [[NONE]],
    [[ALL]],
    [[SECURITY_GROUP]],
    [[SECURITY_GROUP, DIRECTORY_ROLE, APPLICATION_GROUP]],
    [[ALL, APPLICATION_GROUP]],
  ])("are %j", (groupMembershipClaims) => {
    expect(argumentsOf(REGISTRATION, { groupMembershipClaims }).group_membership_claims).toEqual(groupMembershipClaims);
  });

  test.each([
    [[], /groupMembershipClaims is empty/],
    [[SECURITY_GROUP, NONE], /groupMembershipClaims has NONE and others/],
    [[SECURITY_GROUP, SECURITY_GROUP], /group membership claim "SecurityGroup" is given twice/],
  ])("fail for %j", (groupMembershipClaims, message) => {
    expect(() => argumentsOf(REGISTRATION, { groupMembershipClaims })).toThrow(message);
  });
});
