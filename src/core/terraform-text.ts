import { DefaultTokenResolver, type IResolveContext, StringConcat, type TerraformResource, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { error } from "./errors";

const STRING_TOKEN = /(\$?)(\$\{TfToken\[[\w:.-]+\]\})/;
const NUMBER_TOKEN = /-?\d+(?:\.\d+)?e\+\d+/g;

/**
 * A value with everything that is known at synth filled in. What only Terraform knows stays a Terraform expression.
 */
export function resolveText(scope: IConstruct, text: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return String(Tokenization.resolve(text, { scope, resolver, preparing: false }));
}

/**
 * Makes policy text ready for Terraform's JSON: a literal `${` or `%{` in it stays text, and tokens become Terraform expressions.
 *
 * @param text policy text after XML escaping, with cdktf's tokens in it
 * @throws when a token resolves to text that could change the meaning of the policy around it
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function policyTextForTerraform(scope: IConstruct, text: string, context: IResolveContext): string {
  return text
    .split(new RegExp(STRING_TOKEN.source, "g"))
    .map((part, index) => {
      switch (index % 3) {
        case 0:
          return escapeTemplate(part).replace(NUMBER_TOKEN, (digits) => {
            const token = Tokenization.reverseNumber(Number.parseFloat(digits));
            return token === undefined ? digits : resolved(scope, context.resolve(token));
          });
        case 1:
          // "$" and "${" would together be the escape for a literal "${".
          return part === "$" ? '${"$"}' : "";
        default:
          return resolved(scope, context.resolve(part));
      }
    })
    .join("");
}

function escapeTemplate(text: string): string {
  return text.replace(/\$\{/g, "$${").replace(/%\{/g, "%%{");
}

function resolved(scope: IConstruct, value: unknown): string {
  const text = String(value);
  if (/^\$\{[^]*\}$/.test(text) || text.includes("${")) return text;
  if (/[&<>"'\\\r\n]|\{\{|@[({]/.test(text)) {
    throw error(
      scope,
      'a value that is produced at synth holds markup, quotes, line breaks, "{{" or "@(" and stands in policy text; expected plain text there: give the text itself instead of a lazy value, so that it can be escaped',
    );
  }
  return escapeTemplate(text);
}

/** The context in which a construct's text is rendered outside of synthesis. */
export function renderingContext(scope: IConstruct): IResolveContext {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return {
    preparing: false,
    scope,
    registerPostProcessor: () => undefined,
    resolve: (value: unknown): unknown => Tokenization.resolve(value, { scope, resolver, preparing: false }),
  };
}

/** The address of a resource, as `depends_on` takes it. */
export function addressOf(resource: TerraformResource): string {
  return resolveText(resource, resource.fqn).replace(/^\$\{(.*)\}$/, "$1");
}
