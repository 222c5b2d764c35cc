import { ApiPermissions } from "./api-permissions";
import { tooMany } from "./errors";
import type { IAppRegistration } from "./i-app-registration";
import { acceptsPersonalAccounts } from "./personal-accounts";

/**
 * How many APIs Entra ID takes, how many of other tenants, how many permissions on all of them, and how many on one.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/supported-accounts-validation
 */
const MOST = { apis: 50, foreign: 10, permissions: 400, ofOneApi: 400 };
const MOST_PERSONAL = { ...MOST, permissions: 200, ofOneApi: 30 };

/** A grant asks for the role as well, unless the client is an import. */
const WITHOUT_REQUEST =
  "grant roles to an import of the client, AppRegistration.fromClientId, which asks for nothing, or spread them over several registrations";

/** The permissions that a registration requests on APIs: those of one API are a child of the registration. */
export class RequestedPermissions {
  /** By client id, because several constructs may represent one API. */
  private readonly byApi = new Map<string, ApiPermissions>();

  public constructor(
    private readonly registration: IAppRegistration,
    private readonly applicationId: string,
  ) {}

  public get isEmpty(): boolean {
    return this.byApi.size === 0;
  }

  /** The permissions on an API, made on first use. */
  public on(resource: IAppRegistration): ApiPermissions {
    let permissions = this.byApi.get(resource.clientId);
    if (permissions === undefined) {
      permissions = new ApiPermissions(this.registration, `ApiAccess-${resource.node.path}`, {
        applicationId: this.applicationId,
        resource,
      });
      this.byApi.set(resource.clientId, permissions);
    }
    return permissions;
  }

  public valuesOn(clientIdOfApi: string): ApiPermissions["values"] {
    return this.byApi.get(clientIdOfApi)?.values ?? { roles: [], scopes: [] };
  }

  /** Throws when there are more than Entra ID takes. */
  public requireFew(): void {
    const most = acceptsPersonalAccounts(this.registration) ? MOST_PERSONAL : MOST;
    const counts = [...this.byApi.values()].map(({ values: { roles, scopes } }) => roles.length + scopes.length);
    this.requireAtMost("APIs with permissions", counts.length, most.apis, WITHOUT_REQUEST);
    this.requireAtMost("APIs of other tenants with permissions", this.foreign, most.foreign, WITHOUT_REQUEST);
    for (const count of counts) this.requireAtMost("permissions on one API", count, most.ofOneApi);
    const all = counts.reduce((sum, count) => sum + count, 0);
    this.requireAtMost("permissions on APIs", all, most.permissions);
  }

  /** Tenants that only Terraform knows may be the same. */
  private get foreign(): number {
    const { authority } = this.registration;
    return [...this.byApi.values()].filter(({ resource }) => authority._differsFrom(resource.authority)).length;
  }

  private requireAtMost(what: string, got: number, most: number, fix?: string): void {
    if (got > most) throw tooMany(this.registration, what, got, most, fix);
  }
}
