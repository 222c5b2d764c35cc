import type { Api } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import type { Reading } from "./context";
import { type Field, flag, type Nested, nested, optionalText, Sealed, text, textOr, texts } from "./fields";
import { importedOperations } from "./imported-operations";
import type { Fields } from "./item";
import { madeOperations } from "./made-operations";
import { makeOperations, type OperationParts, operationsOf, withMade } from "./operations";
import { apiPlace, nameInId } from "./places";
import { policyOf } from "./policies";
import type { Revision, Revisions } from "./revisions";
import { schemasOf } from "./schemas";

/** What an API has before it is made: a copy of it may have other policies. */
interface ApiParts {
  readonly fields: Omit<Fields<Api>, "operations">;
  readonly operations: readonly OperationParts[] | Unresolved;
}

/** Reads APIs with what they have of those that they copy. */
export class ApiReader {
  private readonly known = new Map<Revision, ApiParts | undefined>();

  public constructor(
    private readonly reading: Reading,
    private readonly revisions: Revisions,
  ) {}

  public api(revision: Revision): Api {
    const { reading } = this;
    const { fields, operations } = this.parts(revision);
    return reading.items.make<Api>(revision.block, { ...fields, operations: makeOperations(reading, operations) });
  }

  private parts(revision: Revision): ApiParts {
    const known = this.known.get(revision);
    if (known !== undefined) return known;
    // Whoever copies in a circle finds nothing here.
    this.known.set(revision, undefined);
    const parts = this.read(revision, this.sourceOf(revision));
    this.known.set(revision, parts);
    return parts;
  }

  private sourceOf(revision: Revision): ApiParts | Unresolved | undefined {
    const source = this.revisions.sourceOf(revision);
    if (source === undefined || source instanceof Unresolved) return source;
    return this.known.has(source) && this.known.get(source) === undefined
      ? new Unresolved(`${revision.block.address}.source_api_id`, "it copies itself")
      : this.parts(source);
  }

  private read({ block, number, isCurrent, keys }: Revision, source: ApiParts | Unresolved | undefined): ApiParts {
    const { reading } = this;
    const copied = source instanceof Unresolved ? undefined : source;
    const parameterNames = first(block, "subscription_key_parameter_names");
    const document = first(block, "import");
    const imported = document === undefined ? [] : importedOperations(block, document);
    const own = operationsOf(reading, keys);
    const type = textOr(block, "api_type", "http");
    const made = [
      ...(typeof type === "string" ? madeOperations(block, type) : []),
      ...(typeof imported === "string" ? [] : imported),
      ...listOf(copied?.operations),
    ];
    const policy = policyOf(reading, "azurerm_api_management_api_policy", apiPlace, keys);
    const schemas = schemasOf(reading, keys);
    return {
      operations:
        [own, copied?.operations].find((each) => each instanceof Unresolved) ??
        withMade(reading, listOf(own), made, keys),
      fields: {
        name: text(block, "name"),
        displayName: optionalText(block, "display_name") ?? copied?.fields.displayName,
        revision: number,
        isCurrent,
        path: block.optional("path") === undefined ? (copied?.fields.path ?? "") : textOr(block, "path", ""),
        protocols:
          block.optional("protocols") === undefined
            ? (copied?.fields.protocols ?? ["https"])
            : texts(block, "protocols"),
        type,
        serviceUrl: optionalText(block, "service_url") ?? copied?.fields.serviceUrl,
        version: optionalText(block, "version") ?? copied?.fields.version,
        versionSet: nameInId(optionalText(block, "version_set_id")) ?? copied?.fields.versionSet,
        subscriptionRequired: flag(block, "subscription_required", true),
        subscriptionKeyHeader:
          inBlock(parameterNames, "header") ?? copied?.fields.subscriptionKeyHeader ?? "Ocp-Apim-Subscription-Key",
        subscriptionKeyQuery:
          inBlock(parameterNames, "query") ?? copied?.fields.subscriptionKeyQuery ?? "subscription-key",
        authorizationServer: inBlock(first(block, "oauth2_authorization"), "authorization_server_name"),
        openIdProvider: inBlock(first(block, "openid_authentication"), "openid_provider_name"),
        otherOperations:
          typeof imported === "string"
            ? imported
            : source instanceof Unresolved
              ? "the API that it copies is not in the deployment"
              : copied?.fields.otherOperations,
        schemas: schemas instanceof Unresolved ? schemas : [...schemas, ...listOf(copied?.fields.schemas)],
        policy: policy ?? (source instanceof Unresolved ? source : copied?.fields.policy),
      },
    };
  }
}

function listOf<T>(field: Field<readonly T[]> | undefined): readonly T[] {
  return field instanceof Unresolved || field instanceof Sealed || field === undefined ? [] : field;
}

function first(block: Block, name: string): Nested | Unresolved | undefined {
  const found = nested(block, name);
  return found instanceof Unresolved ? found : found[0];
}

function inBlock(block: Nested | Unresolved | undefined, name: string): Field<string> | undefined {
  return block === undefined || block instanceof Unresolved ? block : block.optionalText(name);
}
