import { ApiManagementNamedValue } from "@cdktf/provider-azurerm/lib/api-management-named-value";
import type { Construct, IConstruct } from "constructs";
import { create } from "../../core/create";
import { invalidNumberOption } from "../../core/errors";
import { CheckedConstruct, checkProps, type Kinds, optional, STRING, STRINGS } from "../../core/kinds";
import { check, checkOptional, RULES } from "../../core/rules";
import { textForTerraform } from "../../core/terraform-text";
import { PolicyValue } from "../../policy/model/value";
import { NAMED_VALUE_SOURCE, SERVICE } from "../kinds";
import { NAMED_VALUES } from "../known-names";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import type { NamedValueSource } from "./named-value-source";

/** Properties of `NamedValue`. */
export interface NamedValueProps {
  /** The service whose policies use the named value. */
  readonly apim: IApiManagement;
  /** The name of the named value in Azure: 1 to 80 letters, digits, `_` or `-`, a letter or digit at either end. */
  readonly name: string;
  /** Where the text comes from: plain text, a secret, or a secret in Key Vault. */
  readonly source: NamedValueSource;
  /**
   * The name that policies use, in `{{name}}`: 1 to 256 letters, digits, `.`, `_` or `-`.
   *
   * @default - the name
   */
  readonly displayName?: string;
  /**
   * Tags to filter named values by, up to 32. They are not Azure tags.
   *
   * @default - none
   */
  readonly tags?: string[];
}

/** A named value of an API Management service. */
export interface INamedValue extends IConstruct {
  /** The name that policies use, in `{{name}}`. */
  readonly displayName: string;
  /** The reference to put into a policy, `{{name}}`. The policy then depends on the named value. */
  readonly reference: PolicyValue;
}

/** Attributes of an existing named value. */
export interface NamedValueAttributes {
  /** The service that has the named value. */
  readonly apim: IApiManagement;
  /** The display name of the named value: the one that policies use, not the name of the resource. */
  readonly displayName: string;
}

const PROPS: Kinds<NamedValueProps> = {
  apim: SERVICE,
  name: STRING,
  source: NAMED_VALUE_SOURCE,
  displayName: optional(STRING),
  tags: optional(STRINGS),
};
const ATTRIBUTES: Kinds<NamedValueAttributes> = { apim: SERVICE, displayName: STRING };

/**
 * A named value: text that policies of a service refer to by name.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-properties
 */
export class NamedValue extends CheckedConstruct implements INamedValue {
  /**
   * An existing named value, from this or another configuration. Policies can then refer to it without a warning about an undeclared name.
   *
   * @throws when the name breaks a rule of API Management
   */
  public static fromName(scope: Construct, id: string, attributes: NamedValueAttributes): INamedValue {
    return new ImportedNamedValue(scope, id, attributes);
  }

  public readonly displayName: string;

  /**
   * @throws when a name breaks a rule of Azure, the service has the named value already, or the source cannot be used in this stack
   */
  public constructor(scope: Construct, id: string, props: NamedValueProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, name, displayName = name } = props;
    check(this, "name", name, APIM_RULES.namedValueName);
    checkOptional(this, "displayName", props.displayName, APIM_RULES.namedValueDisplayName);
    const { tags = [] } = props;
    tags.forEach((tag) => check(this, "tag", tag, RULES.text));
    if (tags.length > 32) throw invalidNumberOption(this, "the number of tags", tags.length, "at most 32");
    NAMED_VALUES.claim(this, apim.policyTarget.key, displayName);
    this.displayName = displayName;
    create(ApiManagementNamedValue, this, "Resource", {
      apiManagementName: apim.name,
      resourceGroupName: apim.resourceGroupName,
      name,
      displayName,
      tags: props.tags?.map((tag) => textForTerraform(tag)),
      // API Management deletes a named value only once no policy uses it.
      lifecycle: { createBeforeDestroy: true },
      ...props.source._bind(this, apim),
    });
  }

  public get reference(): PolicyValue {
    return PolicyValue.namedValue(this.displayName);
  }
}

/** An existing named value. */
class ImportedNamedValue extends CheckedConstruct implements INamedValue {
  public readonly displayName: string;

  public constructor(scope: Construct, id: string, attributes: NamedValueAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    const { apim, displayName } = attributes;
    check(this, "displayName", displayName, APIM_RULES.namedValueDisplayName);
    this.displayName = displayName;
    NAMED_VALUES.addExisting(this, apim.policyTarget.key, displayName);
  }

  public get reference(): PolicyValue {
    return PolicyValue.namedValue(this.displayName);
  }
}
