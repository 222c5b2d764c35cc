import { informOnce, warnOnce } from "../../core/annotations";
import { duplicateValue, unknownValue } from "../../core/errors";
import { objectWith, optional } from "../../core/kinds";
import type { Callers } from "../auth/callers";
import { JwtPolicy } from "../auth/jwt-policy";
import { CALLERS } from "../kinds";
import { nodeIdOf } from "./api-base";
import { ApiOperation } from "./api-operation";
import { ApiSchema } from "./api-schema";
import { documentSaysClosed, documentSaysOpen, documentSaysOtherScopes, schemasLeftOut } from "./errors";
import type { ApiOperationOptions, IApi, IApiOperation } from "./i-api";
import type { OpenApiDocument } from "./openapi/openapi-document";
import type { DocumentOperation } from "./openapi/operations";
import { mapOf } from "./operation-kinds";
import type { ApiRepresentation } from "./operation-parts";

export const OPEN_API = optional(
  objectWith(["operationIds", "_operations"], {
    expected: "an OpenApiDocument",
    fix: "use OpenApiDocument.fromFile or OpenApiDocument.fromText",
  }),
);

export const CALLERS_BY_OPERATION = optional(mapOf(CALLERS));

/** The operations of a document, as constructs of an API. */
export class DocumentOperations {
  private readonly operations = new Map<DocumentOperation, IApiOperation>();

  /**
   * @throws when the callers are of an operation that the document does not have
   */
  public constructor(
    private readonly api: IApi,
    private readonly document: OpenApiDocument,
    private readonly callers: Readonly<Record<string, Callers>>,
  ) {
    const named = Object.keys(callers).map((operationId) => this.read(operationId));
    const twice = named.find((operation, index) => named.indexOf(operation) !== index);
    if (twice !== undefined) {
      throw duplicateValue(api, "operation in callers", twice.name, "name it as the document does, or as Azure does");
    }
    const { _operations: operations, _schemas: schemas } = document;
    const isUsed = operations.some(({ options }) => bodiesOf(options).some(({ typeName }) => typeName !== undefined));
    if (isUsed && typeof schemas === "string") informOnce(api, schemasLeftOut(schemas));
    const kept = !isUsed || typeof schemas === "string" ? undefined : schemas;
    const schema = kept && new ApiSchema(api, "Schema", { api, schemaId: "openapi", content: kept.content });
    for (const operation of operations) {
      const { name } = operation;
      const options = withSchema(operation.options, schema, kept?.names);
      const created = new ApiOperation(api, nodeIdOf(name), { ...options, api, callers: this.callersOf(operation) });
      this.operations.set(operation, created);
    }
  }

  /** @throws when the document does not have the operation */
  public find(operationId: string): IApiOperation {
    return this.operations.get(this.read(operationId))!;
  }

  /** Warns where the document promises something else than the check does. A promise never opens or closes anything. */
  public compare(): string[] {
    const ofApi = JwtPolicy._tryFind(this.api)?.callers;
    for (const [read, operation] of this.operations) {
      const callers = this.callersOf(read) ?? JwtPolicy._tryFind(operation)?.callers ?? ofApi;
      const { isOpen, scopes } = read.security;
      const { label } = operation.policyTarget;
      if (callers === undefined) continue;
      if (callers.isAnonymous && isOpen === false) warnOnce(operation, documentSaysClosed(label));
      if (!callers.isAnonymous && isOpen === true) warnOnce(operation, documentSaysOpen(label));
      if (!callers.isAnonymous && scopes.length > 0 && !hasCommonScope(callers, scopes)) {
        warnOnce(operation, documentSaysOtherScopes(label, scopes, [...callers.scopes, ...callers.roles]));
      }
    }
    return [];
  }

  private callersOf({ name, operationId }: DocumentOperation): Callers | undefined {
    const given = new Map(Object.entries(this.callers));
    return given.get(name) ?? given.get(operationId ?? name);
  }

  private read(operationId: string): DocumentOperation {
    const { _operations: all, operationIds } = this.document;
    const found = all.find((each) => each.name === operationId || each.operationId === operationId);
    if (found === undefined) {
      throw unknownValue(this.api, "operation", operationId, "the document", operationIds, "its paths");
    }
    return found;
  }
}

function bodiesOf({ request, responses = [] }: ApiOperationOptions): readonly ApiRepresentation[] {
  return [request, ...responses].flatMap((holder) => holder?.representations ?? []);
}

/** Gives the schema to what names one of its types. Other names of types are left out. */
function withSchema(
  options: ApiOperationOptions,
  schema: ApiSchema | undefined,
  names: ReadonlySet<string> | undefined,
): ApiOperationOptions {
  const bound = <T extends { readonly representations?: ApiRepresentation[] }>(holder: T): T => ({
    ...holder,
    representations: holder.representations?.map(({ typeName, ...rest }) =>
      typeName !== undefined && names?.has(typeName) === true ? { ...rest, typeName, schema } : rest,
    ),
  });
  const { request, responses } = options;
  return { ...options, request: request && bound(request), responses: responses?.map(bound) };
}

/** A document may write a scope as clients ask for it, such as `api://orders/Orders.Read`. */
function hasCommonScope(callers: Callers, scopes: readonly string[]): boolean {
  const permissions = [...callers.scopes, ...callers.roles];
  return scopes.some((scope) => scope.endsWith("/.default") || permissions.includes(scope.replace(/^.*\//, "")));
}
