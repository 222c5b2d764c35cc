import type { ApiManagementApiConfig } from "@cdktf/provider-azurerm/lib/api-management-api";
import { checkObject, kind, type Kinds, STRING } from "../../core/kinds";
import { check, RULES } from "../../core/rules";
import { textForTerraform } from "../../core/terraform-text";

/** Which port of a WSDL document an API takes. */
export interface WsdlSelector {
  /** The name of the service. */
  readonly serviceName: string;
  /** The name of the endpoint. */
  readonly endpointName: string;
}

const SELECTOR: Kinds<WsdlSelector> = { serviceName: STRING, endpointName: STRING };

/** The formats that Azure reads by itself. */
const FORMATS = [
  "openapi",
  "openapi+json",
  "openapi+json-link",
  "openapi-link",
  "swagger-json",
  "swagger-link-json",
  "wadl-link-json",
  "wadl-xml",
  "wsdl",
  "wsdl-link",
];

const FORMAT = kind(
  { expected: `a format: ${FORMATS.join(", ")}`, fix: "take one of these" },
  (value) => typeof value === "string" && FORMATS.includes(value),
);

/** What an API is, if it is no HTTP API with operations of this program. */
export class ApiType {
  /**
   * A GraphQL API. Without `serviceUrl`, it needs resolvers.
   *
   * @param schema the schema, in the schema definition language
   */
  public static graphQl(schema: string): ApiType {
    check("ApiType.graphQl", "schema", schema, RULES.text);
    return new ApiType({ apiType: "graphql" }, schema);
  }

  /** A WebSocket API: the checks run when a connection is opened. It is served over `wss`, and `serviceUrl` starts with `wss://`. */
  public static webSocket(): ApiType {
    return new ApiType({ apiType: "websocket" });
  }

  /**
   * A SOAP API, whose operations Azure makes of a WSDL document.
   *
   * @param wsdl the document, or its http(s) URL, which Azure reads
   */
  public static soap(wsdl: string, selector?: WsdlSelector): ApiType {
    check("ApiType.soap", "wsdl", wsdl, RULES.text);
    if (selector !== undefined) checkSelector(selector);
    const contentFormat = /^https?:\/\//i.test(wsdl) ? "wsdl-link" : "wsdl";
    return new ApiType({
      apiType: "soap",
      import: {
        contentFormat,
        contentValue: textForTerraform(wsdl),
        wsdlSelector: selector && selectorArguments(selector),
      },
    });
  }

  /**
   * An HTTP API whose operations Azure makes of a document. They come with the API, before its policy: prefer `openApi`.
   *
   * @param format how the document is given, such as `openapi-link`, `swagger-json` or `wadl-xml`
   * @param content the document, or for a link its URL
   */
  public static importedByAzure(format: string, content: string): ApiType {
    FORMAT.require("ApiType.importedByAzure", "format", format);
    check("ApiType.importedByAzure", "content", content, RULES.text);
    return new ApiType({
      apiType: "http",
      import: { contentFormat: format, contentValue: textForTerraform(content) },
    });
  }

  private constructor(
    /** @internal */
    public readonly _arguments: Pick<ApiManagementApiConfig, "apiType" | "import">,
    /** @internal */
    public readonly _graphQlSchema?: string,
  ) {}

  /** @internal */
  public get _isWebSocket(): boolean {
    return this._arguments.apiType === "websocket";
  }
}

function checkSelector(selector: WsdlSelector): void {
  checkObject("ApiType.soap", "selector", selector, SELECTOR);
  check("ApiType.soap", "serviceName", selector.serviceName, RULES.text);
  check("ApiType.soap", "endpointName", selector.endpointName, RULES.text);
}

function selectorArguments({ serviceName, endpointName }: WsdlSelector): WsdlSelector {
  return { serviceName: textForTerraform(serviceName), endpointName: textForTerraform(endpointName) };
}
