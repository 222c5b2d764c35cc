import { ApplicationKnownClients } from "@cdktf/provider-azuread/lib/application-known-clients";
import { ApplicationPreAuthorized } from "@cdktf/provider-azuread/lib/application-pre-authorized";
import { Construct } from "constructs";
import { create } from "../core/create";
import { lateList } from "../core/late-value";
import { lowerCase } from "../core/lower-case";
import { check, requireLiteral, RULES } from "../core/rules";
import type { IOAuthClient } from "../oauth/resource-server";
import { clientIsResource, emptyList, personalAccountsNeed } from "./errors";
import type { IAppRegistration } from "./i-app-registration";
import { acceptsPersonalAccounts } from "./personal-accounts";
import { noteReference } from "../core/stack-references";

/** How many pre-authorized clients, scopes of one of them, and scopes of all, an API for personal accounts has at most. */
const MOST_PERSONAL = { clients: 100, scopes: 30, all: 500 };

/** The clients that an API names in its registration. The resources are children of the registration. */
export class AuthorizedClients {
  private readonly known = new Set<string>();
  /** The ids of the scopes, by client id. */
  private readonly preAuthorized = new Map<string, Set<string>>();

  public constructor(
    private readonly registration: IAppRegistration,
    private readonly applicationId: string,
  ) {}

  public addKnown(client: IOAuthClient): void {
    this.requireOther(client);
    const isFirst = this.known.size === 0;
    this.known.add(lowerCase(client.clientId));
    if (!isFirst) return;
    create(ApplicationKnownClients, this.registration, "KnownClients", {
      applicationId: this.applicationId,
      knownClientIds: lateList(() => [...this.known]),
    });
  }

  public preAuthorize(client: IOAuthClient, scopes: readonly string[]): void {
    this.requireOther(client);
    if (scopes.length === 0) throw emptyList(this.registration, "scopes", "the client would be authorized for nothing");
    const ids = scopes.map((scope) => this.registration.scopeId(scope));
    const scopeIds = this.preAuthorized.get(lowerCase(client.clientId)) ?? this.startWith(client);
    for (const id of ids) scopeIds.add(id);
    this.requireFew(scopeIds.size);
  }

  private startWith(client: IOAuthClient): Set<string> {
    const scopeIds = new Set<string>();
    const authorizedClientId = lowerCase(client.clientId);
    create(ApplicationPreAuthorized, this.registration, `PreAuthorized-${this.nameOf(client)}`, {
      applicationId: this.applicationId,
      authorizedClientId,
      permissionIds: lateList(() => [...scopeIds]),
    });
    this.preAuthorized.set(authorizedClientId, scopeIds);
    return scopeIds;
  }

  /** The path of a client, or the client id of one that is no construct. */
  private nameOf(client: IOAuthClient): string {
    if (Construct.isConstruct(client)) return client.node.path;
    requireLiteral(this.registration, "client id", client.clientId);
    return client.clientId;
  }

  private requireOther(client: IOAuthClient): void {
    check(this.registration, "client id", client.clientId, RULES.guid);
    if (client.clientId.toLowerCase() === this.registration.clientId.toLowerCase()) {
      throw clientIsResource(this.registration, client.displayName);
    }
    noteReference(this.registration, "names the client", client, client.clientId);
  }

  private requireFew(scopes: number): void {
    if (!acceptsPersonalAccounts(this.registration)) return;
    const clients = this.preAuthorized.size;
    if (clients > MOST_PERSONAL.clients) {
      const got = `there are ${clients} pre-authorized clients`;
      throw personalAccountsNeed(this.registration, got, `at most ${MOST_PERSONAL.clients}`);
    }
    if (scopes > MOST_PERSONAL.scopes) {
      const got = `a client is pre-authorized for ${scopes} scopes`;
      throw personalAccountsNeed(this.registration, got, `at most ${MOST_PERSONAL.scopes}`);
    }
    const all = [...this.preAuthorized.values()].reduce((sum, { size }) => sum + size, 0);
    if (all > MOST_PERSONAL.all) {
      const got = `clients are pre-authorized for ${all} scopes`;
      throw personalAccountsNeed(this.registration, got, `at most ${MOST_PERSONAL.all}`);
    }
  }
}
