import { type TerraformVariable, Token, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { error } from "./errors";
import { constructWith, kind } from "./kinds";
import { requireOneStack } from "./rules";
import { type Reference, referenceIn } from "./terraform-text";

/** Makes the Terraform expression of a secret in the stack that uses it. */
type Binding = (consumer: Construct) => string;

/** A secret that Entra ID generates for a registration. */
export interface GeneratedSecret {
  /** The client id of the registration, to which alone the secret can belong. */
  readonly clientId: string;
  /** When the secret expires, in UTC. */
  readonly endDate: string;
  /** Whether the secret before it stays valid when it is replaced. */
  readonly keepsPrevious?: boolean;
}

/** A literal in its place is a secret, and would be written to the configuration. */
const VARIABLE = constructWith(["sensitive", "default", "stringValue"], {
  expected: "a TerraformVariable",
  fix: "make one with sensitive: true, and set its value with TF_VAR_<name>",
  hidesText: true,
});

const CONSUMER = constructWith([], {
  expected: "a construct",
  fix: "give the construct that uses the secret, such as this",
});

const ATTRIBUTE = kind(
  {
    expected: "an attribute of a resource",
    fix: "give the attribute alone, such as storage.primaryConnectionString, or take the secret from a variable",
    hidesText: true,
  },
  (value) => tryFindReference(value) !== undefined,
);

/**
 * A secret that is never written to the synthesized configuration.
 *
 * It is a sensitive Terraform variable, a credential that Terraform generates, an attribute of a resource, or a secret in Key Vault. A literal cannot
 * become one.
 *
 * Terraform keeps the secret in its state wherever it is used in an argument that is not write-only: encrypt the state backend and restrict who
 * can read it.
 */
export class SecretValue {
  /**
   * A secret from a Terraform variable, such as one that CI sets with `TF_VAR_…`.
   *
   * @param variable a variable with `sensitive: true` and no default
   * @throws when the variable is not sensitive, or has a default: a default is a literal in the configuration
   * @see https://developer.hashicorp.com/terraform/language/values/variables
   */
  public static fromVariable(variable: TerraformVariable): SecretValue {
    VARIABLE.require("SecretValue.fromVariable", "variable", variable);
    if (variable.sensitive !== true) {
      throw error(
        variable,
        "the variable of a secret is not sensitive; expected sensitive: true, because Terraform prints the values of other variables: set it on the variable",
      );
    }
    if (variable.default !== undefined) {
      throw error(
        variable,
        "the variable of a secret has a default; expected none, because a default is written to the configuration: set the value with TF_VAR_<name> in CI",
      );
    }
    return SecretValue._fromTerraform((consumer) => {
      requireOneStack(consumer, "variable", variable, "declare the variable in this stack too");
      return variable.stringValue;
    }, 1);
  }

  /**
   * A secret that a resource or a data source has, such as the connection string of a storage account or the key of a function app. Terraform keeps it in
   * its state there already. Where it is written into a vault, increase `valueVersion` with each new value.
   *
   * @param attribute the attribute alone, such as `storage.primaryConnectionString`
   * @throws when the value is anything but an attribute of a resource, a data source or a module: text around it would be in the configuration
   */
  public static fromAttribute(attribute: string): SecretValue {
    ATTRIBUTE.require("SecretValue.fromAttribute", "attribute", attribute);
    const { originStack } = tryFindReference(attribute)!;
    return SecretValue._fromTerraform((consumer) => {
      const fix = "write the secret into a vault, and read it there";
      requireOneStack(consumer, "the resource of the secret in", originStack, fix);
      return attribute;
    }, 1);
  }

  /**
   * A secret that a resource generates or a data source reads.
   *
   * @param bind makes the Terraform expression in the stack that uses the secret
   * @param version an integer that increases with each new value
   * @param generated the secret as Entra ID generates it, if it does
   * @internal
   */
  public static _fromTerraform(bind: Binding, version: number, generated?: GeneratedSecret): SecretValue {
    return new SecretValue(
      (consumer) => {
        const expression = bind(consumer);
        if (!Token.isUnresolved(expression))
          throw error(
            consumer,
            "a secret is a literal; expected a Terraform expression: take it from a variable, with SecretValue.fromVariable",
          );
        return expression;
      },
      version,
      () => generated,
    );
  }

  /**
   * An integer that increases with each new value of a generated secret, so that write-only arguments notice a rotation.
   *
   * @internal
   */
  public readonly _version: number;

  private constructor(
    private readonly bind: Binding,
    version: number,
    /** A function, so that nothing prints the registration. */
    private readonly generated: () => GeneratedSecret | undefined,
  ) {
    this._version = version;
  }

  /**
   * When a generated secret expires, in UTC. Undefined for any other.
   *
   * @internal
   */
  public get _endDate(): string | undefined {
    return this.generated()?.endDate;
  }

  /**
   * Whether a generated secret stops working as soon as another takes its place.
   *
   * @internal
   */
  public get _endsWhenReplaced(): boolean {
    const generated = this.generated();
    return generated !== undefined && generated.keepsPrevious !== true;
  }

  /**
   * Whether the secret can belong to a registration.
   *
   * @internal
   */
  public _mayBelongTo(clientId: string): boolean {
    return (this.generated()?.clientId ?? clientId) === clientId;
  }

  /**
   * The Terraform expression of the secret.
   *
   * @internal
   */
  public _expression(consumer: Construct): string {
    return this.bind(consumer);
  }

  /**
   * The Terraform expression of the secret, for an argument of a raw resource. The secret is then in the Terraform state, unless the argument is
   * write-only.
   *
   * @param consumer the construct that uses the secret
   * @throws when the secret cannot be used in the stack of the consumer
   */
  public secretInState(consumer: Construct): string {
    CONSUMER.require("SecretValue.secretInState", "consumer", consumer);
    return this.bind(consumer);
  }

  /** Never the secret, because the result may end up in a log. */
  public toString(): string {
    return "<secret>";
  }
}

/** The attribute that a text is, and nothing else. A token may as well be a function or a lazy value, with a literal in it. */
function tryFindReference(value: unknown): Reference | undefined {
  if (typeof value !== "string" || !Token.isUnresolved(value)) return undefined;
  const { length, firstToken } = Tokenization.reverseString(value);
  const reference = length === 1 ? referenceIn(firstToken) : undefined;
  const isAttribute =
    reference !== undefined && !/^(?:var|local|each|count|self|path|terraform)\./.test(reference.identifier);
  return isAttribute ? reference : undefined;
}
