import {
  ApplicationOptionalClaimsA,
  type ApplicationOptionalClaimsAccessTokenA,
} from "@cdktf/provider-azuread/lib/application-optional-claims";
import { create } from "../core/create";
import { duplicateValue } from "../core/errors";
import { checkObject, type Kinds, optional } from "../core/kinds";
import { emptyList, noGroupsAndSome, groupsInPlaceOfRoles } from "./errors";
import type { IAppRegistration } from "./i-app-registration";
import { OPTIONAL_CLAIMS } from "./kinds";
import { GroupMembershipClaim, type OptionalClaim, OptionalClaimProperty, type OptionalClaims } from "./optional-claim";

const KINDS: Kinds<OptionalClaims> = {
  accessToken: optional(OPTIONAL_CLAIMS),
  idToken: optional(OPTIONAL_CLAIMS),
  saml2Token: optional(OPTIONAL_CLAIMS),
};

/** The optional claims in the tokens of a registration. They are one resource, a child of the registration. */
export class IssuedClaims {
  private resource?: ApplicationOptionalClaimsA;

  public constructor(
    private readonly registration: IAppRegistration,
    private readonly applicationId: string,
    private readonly claims: OptionalClaims = {},
  ) {
    checkObject(registration, "optionalClaims", claims, KINDS);
    const { accessToken = [], idToken = [], saml2Token = [] } = claims;
    for (const list of [accessToken, idToken, saml2Token]) this.requireDifferent(list);
    if (accessToken.length + idToken.length + saml2Token.length > 0) this.write(accessToken.map(written));
  }

  /** Writes `idtyp` into access tokens: it shows whether an application or a user calls. */
  public tellCallersApart(): void {
    const names = (this.claims.accessToken ?? []).map(({ name }) => name);
    if (names.includes("idtyp")) return;
    this.write([...(this.claims.accessToken ?? []).map(written), { name: "idtyp" }]);
  }

  /** Fails where groups replace the roles in access tokens, so that nobody has a role. */
  public requireRolesInTokens(): void {
    const replaced = this.claims.accessToken?.find(({ options }) =>
      options.additionalProperties?.includes(OptionalClaimProperty.EMIT_AS_ROLES),
    );
    if (replaced !== undefined) throw groupsInPlaceOfRoles(this.registration, replaced.name);
  }

  private write(accessToken: ApplicationOptionalClaimsAccessTokenA[]): void {
    if (this.resource !== undefined) {
      this.resource.putAccessToken(accessToken);
      return;
    }
    this.resource = create(ApplicationOptionalClaimsA, this.registration, "OptionalClaims", {
      applicationId: this.applicationId,
      accessToken: listOrNothing(accessToken),
      idToken: listOrNothing((this.claims.idToken ?? []).map(written)),
      saml2Token: listOrNothing((this.claims.saml2Token ?? []).map(written)),
    });
  }

  private requireDifferent(claims: readonly OptionalClaim[]): void {
    const names = claims.map(({ name }) => name);
    const repeated = names.find((name, index) => names.indexOf(name) !== index);
    if (repeated !== undefined) {
      throw duplicateValue(this.registration, "optional claim", repeated, "remove one of the two");
    }
  }
}

/** Throws when a list of group claims contradicts itself. */
export function requireGroupClaims(registration: IAppRegistration, claims?: readonly GroupMembershipClaim[]): void {
  if (claims === undefined) return;
  if (claims.length === 0) throw emptyList(registration, "groupMembershipClaims", "nothing else says which groups");
  const repeated = claims.find((claim, index) => claims.indexOf(claim) !== index);
  if (repeated !== undefined) {
    throw duplicateValue(registration, "group membership claim", repeated, "remove one of the two");
  }
  if (claims.length > 1 && claims.includes(GroupMembershipClaim.NONE)) throw noGroupsAndSome(registration);
}

function written({ name, source, options }: OptionalClaim): ApplicationOptionalClaimsAccessTokenA {
  return { name, source, essential: options.essential, additionalProperties: options.additionalProperties };
}

function listOrNothing<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}
