import {
  ApiManagementApiVersionSet,
  type ApiManagementApiVersionSetConfig,
} from "@cdktf/provider-azurerm/lib/api-management-api-version-set";
import type { Construct, IConstruct } from "constructs";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps, type Kind, type Kinds, objectWith, optional, STRING } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import { textForTerraform } from "../../core/terraform-text";
import { SERVICE } from "../kinds";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";

/** Where requests name the version of an API. */
export class VersioningScheme {
  /** In the path, after that of the API: `orders/v1`. */
  public static pathSegment(): VersioningScheme {
    return new VersioningScheme("Segment");
  }

  /** In a header, such as `Api-Version`. */
  public static header(name: string): VersioningScheme {
    check("VersioningScheme.header", "name", name, APIM_RULES.versionHeader);
    return new VersioningScheme("Header", name);
  }

  /** In a parameter of the query, such as `api-version`. */
  public static query(name: string): VersioningScheme {
    check("VersioningScheme.query", "name", name, APIM_RULES.queryName);
    return new VersioningScheme("Query", name);
  }

  private constructor(
    /** @internal */
    public readonly _scheme: "Segment" | "Header" | "Query",
    /** The name of the header or of the parameter. */
    public readonly name?: string,
  ) {}
}

/** Properties of `ApiVersionSet`. */
export interface ApiVersionSetProps {
  /** The service that serves the APIs. */
  readonly apim: IApiManagement;
  /** Where requests name the version. */
  readonly scheme: VersioningScheme;
  /**
   * The name in Azure.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
  /**
   * The name shown in the portals, up to 100 characters.
   *
   * @default - the name
   */
  readonly displayName?: string;
  /**
   * What the APIs are for.
   *
   * @default - no description
   */
  readonly description?: string;
}

/** Attributes of an existing version set. */
export interface ApiVersionSetAttributes {
  /** The service that serves the APIs. */
  readonly apim: IApiManagement;
  /** The name in Azure. */
  readonly name: string;
  /** Where requests name the version. */
  readonly scheme: VersioningScheme;
}

/** The versions of an API. They share a path. */
export interface IApiVersionSet extends IConstruct {
  /** The name in Azure. */
  readonly name: string;
  /** Where requests name the version. */
  readonly scheme: VersioningScheme;
  /** The resource id. */
  readonly versionSetId: string;
}

export const SCHEME: Kind = objectWith(["_scheme"], {
  expected: "a VersioningScheme",
  fix: "use VersioningScheme.pathSegment, header or query",
});

const PROPS: Kinds<ApiVersionSetProps> = {
  apim: SERVICE,
  scheme: SCHEME,
  name: optional(STRING),
  displayName: optional(STRING),
  description: optional(STRING),
};

const ATTRIBUTES: Kinds<ApiVersionSetAttributes> = { apim: SERVICE, name: STRING, scheme: SCHEME };

const VERSION_SETS = new Registry<ApiVersionSet>("version set");

/**
 * A version set: `Api`s with this set and different versions share a path.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-versions
 */
export class ApiVersionSet extends CheckedConstruct implements IApiVersionSet {
  /** An existing version set, from this or another configuration. */
  public static fromName(scope: Construct, id: string, attributes: ApiVersionSetAttributes): IApiVersionSet {
    return new ImportedApiVersionSet(scope, id, attributes);
  }

  public readonly name: string;
  public readonly scheme: VersioningScheme;
  public readonly versionSetId: string;
  /** @internal */
  public readonly _serviceKey: readonly string[];

  /**
   * @throws when a name or a text breaks a rule of API Management, or the service has a version set of this name
   */
  public constructor(scope: Construct, id: string, props: ApiVersionSetProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const name = props.name ?? id;
    check(this, "name", name, APIM_RULES.childName);
    checkOptional(this, "displayName", props.displayName, APIM_RULES.shortTitle);
    checkOptional(this, "description", props.description, RULES.text);
    this._serviceKey = props.apim.policyTarget.key;
    VERSION_SETS.claim(this, ...this._serviceKey, name);
    const resource = create(ApiManagementApiVersionSet, this, "Resource", {
      apiManagementName: props.apim.name,
      resourceGroupName: props.apim.resourceGroupName,
      name,
      displayName: textForTerraform(props.displayName ?? name),
      description: textForTerraform(props.description),
      ...schemeArguments(props.scheme),
    });
    this.name = name;
    this.scheme = props.scheme;
    this.versionSetId = resource.id;
  }
}

/** Where requests name the version, as resources have it. */
export function schemeArguments({
  _scheme: versioningScheme,
  name,
}: VersioningScheme): Pick<
  ApiManagementApiVersionSetConfig,
  "versioningScheme" | "versionHeaderName" | "versionQueryName"
> {
  return {
    versioningScheme,
    versionHeaderName: versioningScheme === "Header" ? name : undefined,
    versionQueryName: versioningScheme === "Query" ? name : undefined,
  };
}

/** An existing version set. */
class ImportedApiVersionSet extends CheckedConstruct implements IApiVersionSet {
  public readonly name: string;
  public readonly scheme: VersioningScheme;
  private readonly apim: IApiManagement;

  public constructor(scope: Construct, id: string, attributes: ApiVersionSetAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "name", attributes.name, APIM_RULES.childName);
    this.apim = attributes.apim;
    this.name = attributes.name;
    this.scheme = attributes.scheme;
  }

  public get _serviceKey(): readonly string[] {
    return this.apim.policyTarget.key;
  }

  public get versionSetId(): string {
    return `${this.apim.resourceId}/apiVersionSets/${this.name}`;
  }
}
