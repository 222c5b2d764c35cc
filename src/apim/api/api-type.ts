import type { ApiManagementApiConfig } from "@cdktf/provider-azurerm/lib/api-management-api";
import { checkObject, kind, type Kinds, STRING } from "../../core/kinds";
import { check, checkOptional, type Rule, RULES } from "../../core/rules";
import { textForTerraform } from "../../core/terraform-text";
import { selectorWithoutWsdl } from "./errors";
import { DOCUMENT_RULES, isLink } from "./rules";

/** Which port of a WSDL document an API takes. */
export interface WsdlSelector {
  /** The name of the service. */
  readonly serviceName: string;
  /** The name of the endpoint. */
  readonly endpointName: string;
}

const SELECTOR: Kinds<WsdlSelector> = { serviceName: STRING, endpointName: STRING };

/** The formats that Azure reads by itself, and what is in a document of each. */
const FORMATS: Readonly<Record<string, Rule>> = {
  openapi: DOCUMENT_RULES.yaml,
  "openapi+json": DOCUMENT_RULES.json,
  "openapi+json-link": RULES.httpUrl,
  "openapi-link": RULES.httpUrl,
  "swagger-json": DOCUMENT_RULES.json,
  "swagger-link-json": RULES.httpUrl,
  "wadl-link-json": RULES.httpUrl,
  "wadl-xml": DOCUMENT_RULES.xml,
  wsdl: DOCUMENT_RULES.xml,
  "wsdl-link": RULES.httpUrl,
};

const FORMAT = kind(
  { expected: `a format: ${Object.keys(FORMATS).join(", ")}`, fix: "take one of these" },
  (value) => typeof value === "string" && Object.keys(FORMATS).includes(value),
);

/** What an API is, if it is no HTTP API with operations of this program. */
export class ApiType {
  /**
   * A GraphQL API. Without `serviceUrl`, it needs resolvers.
   *
   * @param schema the schema, in the schema definition language; without it, an `ApiSchema` gives it, and nothing answers before
   */
  public static graphQl(schema?: string): ApiType {
    checkOptional("ApiType.graphQl", "schema", schema, RULES.text);
    return new ApiType({ apiType: "graphql" }, schema);
  }

  /** A WebSocket API: the checks run when a connection is opened. It is served over `wss`, and `serviceUrl` starts with `wss://`. */
  public static webSocket(): ApiType {
    return new ApiType({ apiType: "websocket" });
  }

  /**
   * A SOAP API, whose operations Azure makes of a WSDL document. It gives them new names at each import: where they have different callers or policies,
   * use `soapWithoutDocument`.
   *
   * @param wsdl the document, or its http(s) URL, which Azure reads
   */
  public static soap(wsdl: string, selector?: WsdlSelector): ApiType {
    check("ApiType.soap", "wsdl", wsdl, DOCUMENT_RULES.wsdl);
    if (selector !== undefined) checkSelector("ApiType.soap", selector);
    const contentFormat = isLink(wsdl) ? "wsdl-link" : "wsdl";
    return new ApiType({
      apiType: "soap",
      import: {
        contentFormat,
        contentValue: textForTerraform(wsdl),
        wsdlSelector: selector && selectorArguments(selector),
      },
    });
  }

  /** A SOAP API without a WSDL document: it has the operations that the program adds, such as `POST /?soapAction=getOrder`. */
  public static soapWithoutDocument(): ApiType {
    return new ApiType({ apiType: "soap" });
  }

  /**
   * An HTTP API whose operations Azure makes of a document. They come with the API, before its policy: prefer `openApi`.
   *
   * @param format how the document is given, such as `openapi-link`, `swagger-json` or `wadl-xml`; of `wsdl` Azure makes a REST API for a SOAP backend
   * @param content the document, or for a link its URL
   * @param selector which port of a WSDL document the API takes, if it has several
   * @throws when a value breaks a rule, the content is not of the format, or there is a selector for another format than `wsdl` or `wsdl-link`
   */
  public static importedByAzure(format: string, content: string, selector?: WsdlSelector): ApiType {
    const place = "ApiType.importedByAzure";
    FORMAT.require(place, "format", format);
    check(place, "content", content, FORMATS[format]!);
    if (selector !== undefined) {
      if (!format.startsWith("wsdl")) throw selectorWithoutWsdl(format);
      checkSelector(place, selector);
    }
    return new ApiType({
      apiType: "http",
      import: {
        contentFormat: format,
        contentValue: textForTerraform(content),
        wsdlSelector: selector && selectorArguments(selector),
      },
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

  /** @internal */
  public get _isOfWsdl(): boolean {
    return this._arguments.import?.contentFormat.startsWith("wsdl") === true;
  }
}

function checkSelector(place: string, selector: WsdlSelector): void {
  checkObject(place, "selector", selector, SELECTOR);
  check(place, "serviceName", selector.serviceName, RULES.text);
  check(place, "endpointName", selector.endpointName, RULES.text);
}

function selectorArguments({ serviceName, endpointName }: WsdlSelector): WsdlSelector {
  return { serviceName: textForTerraform(serviceName), endpointName: textForTerraform(endpointName) };
}
