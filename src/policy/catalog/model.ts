import { type PolicyScope, type PolicySection } from "../model/section";

/**
 * How certain a requirement is.
 *
 * `certain`: the service refuses a document that does not meet it.
 * `doubtful`: the reference page requires it, but the schema of the service does not, so a document that does not meet it might be accepted.
 */
export type Certainty = "certain" | "doubtful";

/** Where a policy can be used: in the document of a scope, or in that of the resolver of a GraphQL field. */
export type CatalogScope = `${PolicyScope}` | "graphql-resolver";

/** The kinds of gateway that a policy runs on. */
export type PolicyGateway = "classic" | "v2" | "consumption" | "self-hosted" | "workspace";

/** The type of a literal value. */
export type ValueType = "string" | "boolean" | "integer" | "number" | "date-time";

/** The form of a text, checked beyond its type. */
export type ValueFormat = "ip-address" | "method" | "header-name" | "absolute-url";

/** The unit of a number. It becomes the suffix of the prop's name. */
export type Unit = "seconds" | "milliseconds" | "kilobytes" | "bytes" | "characters";

/** A closed interval of numbers. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  /** A number outside the interval that is also valid, such as 0 for "never". */
  readonly or?: number;
}

/** The literals that an attribute or a text accepts. */
export interface ValueSet {
  /** The name of the enum or enum-like class. Attributes with the same set share one. */
  readonly name: string;
  readonly summary: string;
  /** Each literal with its description. */
  readonly values: Readonly<Record<string, string>>;
  /** True when page and schema spell a literal in different case, so that both are valid. */
  readonly anyCase?: true;
}

/** What the values of attributes and texts have in common. */
export interface ValueSpec {
  /** The description, without unit, range and default. */
  readonly summary: string;
  readonly type: ValueType;
  /** True when the schema accepts any text where the page requires the type or one of a few literals: another one is then doubtful, not certainly refused. */
  readonly doubtfulType?: true;
  /** The literals that are allowed. */
  readonly values?: ValueSet;
  /** The range outside which a literal is certainly refused. */
  readonly range?: NumberRange;
  /** The narrower range on the page. */
  readonly doubtfulRange?: NumberRange;
  readonly unit?: Unit;
  /**
   * Whether the value may be an expression. Undefined when neither page nor schema says: then expressions are allowed.
   *
   * In an attribute of the type `string` that allows none, the service may keep an expression as plain text instead of refusing it.
   */
  readonly expressions?: boolean;
  /** What an empty value means: `certain` when the service refuses it or nobody passes, `doubtful` when it only has no meaning. */
  readonly notEmpty?: Certainty;
  /** The form of the text. The service is not known to refuse another one, which then fails or has no effect at run time. */
  readonly format?: ValueFormat;
  /** The name of the prop, if it is not the name of the attribute in camel case with its unit. */
  readonly prop?: string;
}

export interface AttributeSpec extends ValueSpec {
  readonly name: string;
  readonly required?: Certainty;
  /** The literal that the service uses when the attribute is absent. */
  readonly default?: string;
  /** What happens when the attribute is absent and there is no literal for it. */
  readonly absent?: string;
  /** True when the schema has the attribute and the page does not: the service accepts it. */
  readonly undocumented?: true;
}

export interface TextSpec extends ValueSpec {
  readonly required?: Certainty;
  /** True when the schema allows text and the page does not mention it. */
  readonly undocumented?: true;
}

/** A requirement on several attributes or children of an element. */
export type ElementRule = { readonly certainty: Certainty } & (
  | { readonly kind: "exactlyOne" | "atMostOne" | "allOrNone"; readonly names: readonly string[] }
  /** At least one of the groups is given completely. */
  | { readonly kind: "atLeastOne"; readonly groups: readonly (readonly string[])[] }
  /** The first attribute only has a meaning together with the other. */
  | { readonly kind: "requires"; readonly name: string; readonly needs: string }
  /** The first attribute only has a meaning when another one has the value. */
  | { readonly kind: "onlyIf"; readonly name: string; readonly attribute: string; readonly value: string }
  /** The first attribute is needed when another one has the value. */
  | { readonly kind: "neededIf"; readonly name: string; readonly attribute: string; readonly value: string }
  /** Two attributes that hold numbers or IP addresses of one kind, the first no higher than the second. */
  | { readonly kind: "ascending"; readonly names: readonly [from: string, to: string] }
  /** The children are needed, except when an attribute has one of the values. */
  | {
      readonly kind: "childrenUnless";
      readonly children: readonly string[];
      readonly attribute: string;
      readonly values: readonly string[];
    }
  /** At least one of the children is given. */
  | { readonly kind: "atLeastOneChild"; readonly names: readonly string[] }
);

/** An element: a policy or a part of one. */
export interface ElementSpec {
  readonly name: string;
  /** The description. */
  readonly summary: string;
  /** In the order in which they are written. */
  readonly attributes?: readonly AttributeSpec[];
  readonly rules?: readonly ElementRule[];
  /** In the order in which they are written. */
  readonly children?: readonly ChildSpec[];
  /**
   * `any` when the schema allows the children in any order, `strict` when the service refuses another one. In other elements a different order is
   * doubtful: the service is not known to refuse it.
   */
  readonly order?: "any" | "strict";
  readonly text?: TextSpec;
  /**
   * What it may contain besides the children: policies, or XML, which is data.
   *
   * The attributes of an element with any XML inside are data as well when the catalog lists none.
   */
  readonly inside?: "policies" | "xml";
}

/** An element inside another one. */
export interface ChildSpec extends ElementSpec {
  /** The minimum number that is certainly required; 0 by default. */
  readonly min?: number;
  /** The maximum number; undefined is unlimited. */
  readonly max?: number;
  /** The minimum number on the page, if it is higher. */
  readonly doubtfulMin?: number;
  /** The maximum number on the page, if it is lower. */
  readonly doubtfulMax?: number;
  /** True when the page itself breaks the order with this child. */
  readonly doubtfulOrder?: true;
  /** True when the child is a policy, whose own entry has its content. */
  readonly policy?: true;
  /** True when the schema has the child and the page does not: the service accepts it. It has no prop. */
  readonly undocumented?: true;
  /** The name of the prop, if it is not the name of the child in camel case. */
  readonly prop?: string;
  /** The name of the struct, if it is not the name of the class followed by the name of the child. */
  readonly struct?: string;
  /** True when the attributes of a child that holds a list become props of the parent. */
  readonly hoist?: true;
}

/** A policy. */
export interface PolicySpec extends ElementSpec {
  /** True when Microsoft Learn has no page about it: it has no class, and its entry comes from the schema. */
  readonly undocumented?: true;
  /** True when its schema is not known, so that the service may accept attributes and children that are not listed. */
  readonly doubtfulContent?: true;
  /** The sections that it may be used in; empty when unknown or when it belongs to a resolver. */
  readonly sections: readonly PolicySection[];
  /** Further sections in which the service may accept it. */
  readonly doubtfulSections?: readonly PolicySection[];
  /** The scopes it may be used at; empty when unknown. */
  readonly scopes: readonly CatalogScope[];
  /** Further scopes at which the service may accept it. */
  readonly doubtfulScopes?: readonly CatalogScope[];
  /** The gateways that run it; empty when unknown. */
  readonly gateways: readonly PolicyGateway[];
  /** Set when the policy may be used only once in a section or in a document. */
  readonly once?: "section" | "document";
}

/** A group of policies, as in the reference on Microsoft Learn. */
export interface PolicyCategory {
  readonly title: string;
  /** The file that holds the entries, and the name of the file that holds the classes. */
  readonly file: string;
  readonly policies: () => readonly PolicySpec[];
}
