import { type EntraApplication, type EntraDirectory, rolesOf } from "../issuer/directory";
import { MICROSOFT_GRAPH } from "../issuer/microsoft-graph";

/** An application, and an API that it has a role of. */
export interface ApplicationGrant {
  readonly client: EntraApplication;
  readonly api: EntraApplication;
}

/** The applications of a tenant that belong to the deployment. */
export function applicationsOf({ applications }: EntraDirectory): EntraApplication[] {
  return applications.filter(({ clientId }) => clientId !== MICROSOFT_GRAPH.clientId);
}

/** Who has a role of which API, in the order of the deployment. */
export function apisForApplications(directory: EntraDirectory): ApplicationGrant[] {
  const all = applicationsOf(directory);
  return all.flatMap((client) =>
    all
      .filter((api) => rolesOf(directory, [client.principalId], api).length > 0)
      .map((api): ApplicationGrant => ({ client, api })),
  );
}
