import { ApiManagementApiSchema } from "@cdktf/provider-azurerm/lib/api-management-api-schema";
import { type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps, type Kind, type Kinds, objectWith, optional, STRING } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, RULES } from "../../core/rules";
import { dependLateOn } from "../../core/dependencies";
import { textForTerraform } from "../../core/terraform-text";
import { API } from "../kinds";
import { ApimPolicy } from "../policy/apim-policy";
import { APIM_RULES } from "../rules";
import type { IApi } from "./i-api";
import type { IApiSchema } from "./i-api-schema";

/** The argument of the provider that takes the text. */
type Argument = "components" | "definitions" | "value";

/** The text of a schema, and its form. */
export class ApiSchemaContent {
  /**
   * The `components` of an OpenAPI 3 document, as JSON: `{ "schemas": { … } }`.
   */
  public static openApiComponents(json: string): ApiSchemaContent {
    return new ApiSchemaContent("application/vnd.oai.openapi.components+json", "components", json);
  }

  /** The `definitions` of a Swagger 2.0 document, as JSON. */
  public static swaggerDefinitions(json: string): ApiSchemaContent {
    return new ApiSchemaContent("application/vnd.ms-azure-apim.swagger.definitions+json", "definitions", json);
  }

  /** A GraphQL schema in the schema definition language. */
  public static graphQl(text: string): ApiSchemaContent {
    return new ApiSchemaContent("application/vnd.ms-azure-apim.graphql.schema", "value", text);
  }

  /** An XML schema. */
  public static xml(text: string): ApiSchemaContent {
    return new ApiSchemaContent("application/vnd.ms-azure-apim.xsd+xml", "value", text);
  }

  private constructor(
    /** The media type by which API Management knows the form. */
    public readonly contentType: string,
    /** @internal */
    public readonly _argument: Argument,
    /** @internal */
    public readonly _text: string,
  ) {
    check("ApiSchemaContent", "text", _text, _argument === "value" ? RULES.text : APIM_RULES.json);
  }
}

/** Properties of `ApiSchema`. */
export interface ApiSchemaProps {
  /** The API whose operations use the schema. */
  readonly api: IApi;
  /** The schema. */
  readonly content: ApiSchemaContent;
  /**
   * The name in Azure.
   *
   * @default - the id of the construct
   */
  readonly schemaId?: string;
}

const CONTENT: Kind = objectWith(["contentType", "_argument", "_text"], {
  expected: "an ApiSchemaContent",
  fix: "use ApiSchemaContent.openApiComponents, swaggerDefinitions, graphQl or xml",
});

const PROPS: Kinds<ApiSchemaProps> = { api: API, content: CONTENT, schemaId: optional(STRING) };

const SCHEMAS = new Registry<ApiSchema>("schema");

/**
 * A schema of an API: the types of its bodies and parameters, or a whole GraphQL schema.
 *
 * @see https://learn.microsoft.com/azure/api-management/validate-content-policy
 */
export class ApiSchema extends CheckedConstruct implements IApiSchema {
  /** An existing schema, from this or another configuration. */
  public static fromId(scope: Construct, id: string, schemaId: string): IApiSchema {
    return new ImportedApiSchema(scope, id, schemaId);
  }

  /** The name in Azure. */
  public readonly schemaId: string;
  /** @internal */
  public readonly _apiKey: readonly string[];

  /**
   * @throws when the name breaks a rule of API Management, or the API has a schema of this name
   */
  public constructor(scope: Construct, id: string, props: ApiSchemaProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { api, content } = props;
    const schemaId = props.schemaId ?? id;
    check(this, "schemaId", schemaId, APIM_RULES.childName);
    this._apiKey = api.policyTarget.key;
    SCHEMAS.claim(this, ...this._apiKey, schemaId);
    const resource = create(ApiManagementApiSchema, this, "Resource", {
      apiManagementName: api.apim.name,
      resourceGroupName: api.apim.resourceGroupName,
      apiName: api.name,
      schemaId,
      contentType: content.contentType,
      [content._argument]: textForTerraform(content._text),
    });
    // A GraphQL API answers queries as soon as it has a schema, so the policies of the API must be in force first.
    const policies = (): TerraformResource[] => [api.apim, api].flatMap((target) => ApimPolicy._resourcesOf(target));
    dependLateOn(resource, policies);
    this.schemaId = resource.schemaId;
  }
}

/** An existing schema. */
class ImportedApiSchema extends CheckedConstruct implements IApiSchema {
  public readonly schemaId: string;

  public constructor(scope: Construct, id: string, schemaId: string) {
    super(scope, id);
    check(this, "schemaId", schemaId, APIM_RULES.childName);
    this.schemaId = schemaId;
  }
}
