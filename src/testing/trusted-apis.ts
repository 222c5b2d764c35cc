import type { Service } from "../deployment/model";
import { type DeployedApi, hasApi } from "../gateway/deployed-service";
import type { EntraApplication } from "../issuer/directory";
import type { AskedOperation } from "./access-requests";

const GUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Which registrations the policies of an operation name, as audiences. */
export class TrustedApis {
  private readonly named = new Map<string, ReadonlySet<EntraApplication>>();

  public constructor(
    private readonly service: Service,
    private readonly registrations: readonly EntraApplication[],
  ) {}

  /** The registrations; the first of all if the policies name none, because then they may take a token for any. */
  public of({ api }: DeployedApi, operation: AskedOperation): readonly EntraApplication[] {
    const containers = [this.service, ...this.service.workspaces];
    const texts = [
      operation.policy?.text,
      api.policy?.text,
      ...containers.flatMap(({ policy, products, fragments, namedValues }) => [
        policy?.text,
        ...products.filter((product) => hasApi(product, api.name)).map((product) => product.policy?.text),
        ...fragments.map(({ text }) => text),
        ...namedValues.map(({ value }) => value),
      ]),
    ];
    const found = new Set(texts.flatMap((text) => (text === undefined ? [] : [...this.namedIn(text)])));
    return found.size > 0 ? [...found] : this.registrations.slice(0, 1);
  }

  private namedIn(text: string): ReadonlySet<EntraApplication> {
    const known = this.named.get(text);
    if (known !== undefined) return known;
    const ids = new Set(text.match(GUIDS)?.map((id) => id.toLowerCase()));
    const found = this.registrations.filter(
      ({ clientId, identifierUris }) =>
        ids.has(clientId.toLowerCase()) || identifierUris.some((uri) => text.includes(uri)),
    );
    const result = new Set(found);
    this.named.set(text, result);
    return result;
  }
}
