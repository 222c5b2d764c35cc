import type { IConstruct } from "constructs";
import type { ManagedIdentityOptions } from "./backend-credential";
import type { RequestOptions } from "./backend-request";
import { differentMembers } from "./errors";
import type { IBackend } from "./i-backend";

/** What the requests to a backend need that exists already: nothing that is known here. */
const NOTHING: RequestOptions = {
  removesFunctionKey: false,
  credentials: [],
  keepsCallerToken: true,
  timeoutSeconds: undefined,
  retry: undefined,
};

/**
 * What the requests to a pool need. The gateway chooses the member when it sends the request, so the same statements serve all of them. What the
 * caller sent in the place of any credential is removed.
 *
 * @throws when two members need different statements
 */
export function requestOfPool(pool: IConstruct, members: readonly IBackend[]): RequestOptions {
  const requests = members.map(requestOf);
  const first = requests[0]!;
  requests.forEach((other, index) => {
    const what = difference(first, other);
    if (what !== undefined) throw differentMembers(pool, what, members[0]!.backendId, members[index]!.backendId);
  });
  return {
    ...first,
    removesFunctionKey: requests.some(({ removesFunctionKey }) => removesFunctionKey),
    credentials: requests.flatMap(({ credentials }, index) =>
      // All members have the same identity, which gets one token.
      credentials.filter(({ _parts }) => index === 0 || _parts.managedIdentity === undefined),
    ),
  };
}

function requestOf(backend: IBackend): RequestOptions {
  return (backend as { readonly _request?: RequestOptions })._request ?? NOTHING;
}

/** What two members do not have in common, in words. */
function difference(one: RequestOptions, other: RequestOptions): string | undefined {
  const [first, second] = [identityOf(one), identityOf(other)];
  if (first?.resource !== second?.resource || first?.identity?.clientId !== second?.identity?.clientId) {
    return "the managed identity or its resource";
  }
  if (one.keepsCallerToken !== other.keepsCallerToken) return "whether they get the token of the caller";
  const howOf = ({ timeoutSeconds, retry }: RequestOptions): string => JSON.stringify([timeoutSeconds, retry]);
  return howOf(one) === howOf(other) ? undefined : "timeoutSeconds or retry";
}

function identityOf({ credentials }: RequestOptions): ManagedIdentityOptions | undefined {
  return credentials.find(({ _parts }) => _parts.managedIdentity !== undefined)?._parts.managedIdentity;
}
