import { ApplicationRedirectUris } from "@cdktf/provider-azuread/lib/application-redirect-uris";
import { warnOnce } from "../core/annotations";
import { create } from "../core/create";
import { lateList } from "../core/late-value";
import {
  loopbackOfOtherPlatform,
  redirectToOwnMachine,
  redirectUriOfOtherPlatform,
  samePortlessRedirectUri,
  tooMany,
} from "./errors";
import type { IAppRegistration } from "./i-app-registration";
import { acceptsPersonalAccounts, requirePersonalRedirectUri } from "./personal-accounts";
import { RedirectPlatform } from "./redirect-platform";
import { tryLoopback } from "./redirect-uri";

/** How many redirect URIs Entra ID takes for a registration, and for one that personal accounts can use. */
const MOST = 256;
const MOST_PERSONAL = 100;

/** The redirect URIs of a registration. Those of a platform are one resource, a child of the registration. */
export class RedirectUris {
  private readonly uris = new Map<RedirectPlatform, string[]>();

  public constructor(
    private readonly registration: IAppRegistration,
    private readonly applicationId: string,
  ) {}

  public get count(): number {
    return [...this.uris.values()].reduce((count, { length }) => count + length, 0);
  }

  public add(uri: string, platform: RedirectPlatform): void {
    requirePersonalRedirectUri(this.registration, uri);
    const uris = this.uris.get(platform);
    if (uris?.includes(uri) === true) return;
    const other = [...this.uris.keys()].find((each) => this.uris.get(each)!.includes(uri));
    if (other !== undefined) throw redirectUriOfOtherPlatform(this.registration, uri, other);
    this.checkLoopback(uri, platform);
    const most = acceptsPersonalAccounts(this.registration) ? MOST_PERSONAL : MOST;
    if (this.count >= most) throw tooMany(this.registration, "redirect URIs", this.count + 1, most);
    if (uris === undefined) this.startWith(uri, platform);
    else uris.push(uri);
  }

  /** Entra ID ignores the port of a URI of the user's own machine, and takes one of those that are the same then. */
  private checkLoopback(uri: string, platform: RedirectPlatform): void {
    const loopback = tryLoopback(uri);
    if (loopback === undefined) return;
    for (const [other, uris] of this.uris) {
      const same = uris.find((each) => tryLoopback(each) === loopback);
      if (same === undefined) continue;
      if (other !== platform) throw loopbackOfOtherPlatform(this.registration, uri, same, other);
      warnOnce(this.registration, samePortlessRedirectUri(uri, same));
    }
    if (platform !== RedirectPlatform.PUBLIC_CLIENT) warnOnce(this.registration, redirectToOwnMachine(uri, platform));
  }

  private startWith(uri: string, platform: RedirectPlatform): void {
    const uris = [uri];
    this.uris.set(platform, uris);
    const id = platform === RedirectPlatform.WEB ? "RedirectUris" : `RedirectUris-${platform}`;
    create(ApplicationRedirectUris, this.registration, id, {
      applicationId: this.applicationId,
      type: platform,
      redirectUris: lateList(() => uris),
    });
  }
}
