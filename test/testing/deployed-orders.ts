import { TENANT_ID } from "../issuer/example-tenant";

const AT = { api_management_name: "apim-contoso", resource_group_name: "rg-apim" };
const ROLE = "22222222-2222-4222-8222-222222222222";

/** An operation of the API of orders. */
export interface OrdersOperation {
  readonly method?: string;
  readonly url_template: string;
  readonly [argument: string]: unknown;
}

/** What of the API of orders is not as usual. */
export interface OrdersOptions {
  readonly operations?: Readonly<Record<string, OrdersOperation>>;
  /** Arguments of the API. */
  readonly api?: Readonly<Record<string, unknown>>;
  /** Other resources, by type and name. */
  readonly resources?: Readonly<Record<string, object>>;
  /** Whether the nightly job has the role. */
  readonly isGranted?: boolean;
  /** Whom the role is for. */
  readonly memberTypes?: readonly string[];
}

/** A check of tokens for the API of orders, with the parts that matter. */
export function validateJwt({
  attributes = "",
  tenant = TENANT_ID,
  issuers = "",
  audiences = "<audiences><audience>${azuread_application.orders.client_id}</audience></audiences>",
  claims = '<required-claims><claim name="roles" match="any"><value>Orders.Sync</value></claim></required-claims>',
} = {}): string {
  return `<validate-jwt header-name="Authorization" ${attributes}><openid-config url="https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration" />${audiences}${issuers}${claims}</validate-jwt>`;
}

/** A policy with these statements. */
export function policyWith(inbound: string): string {
  return `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`;
}

/** Terraform's JSON of an API with a policy, and of its registration and a client, as a person writes it. */
export function deployedOrders(
  inbound: string,
  { operations, api, resources, isGranted = true, memberTypes = ["Application"] }: OrdersOptions = {},
) {
  const all = Object.entries(operations ?? { list: { url_template: "/" } });
  const principals = ["orders", "job"].map((name) => [
    name,
    { client_id: `\${azuread_application.${name}.client_id}` },
  ]);
  return {
    provider: { azuread: [{ tenant_id: TENANT_ID }] },
    resource: {
      azuread_application: {
        orders: {
          display_name: "Orders API",
          api: [{ requested_access_token_version: 2, oauth2_permission_scope: [] }],
          app_role: [{ id: ROLE, value: "Orders.Sync", enabled: true, allowed_member_types: memberTypes }],
        },
        job: { display_name: "Nightly job" },
      },
      azuread_service_principal: Object.fromEntries(principals) as object,
      ...(isGranted && {
        azuread_app_role_assignment: {
          job: {
            app_role_id: ROLE,
            principal_object_id: "${azuread_service_principal.job.object_id}",
            resource_object_id: "${azuread_service_principal.orders.object_id}",
          },
        },
      }),
      azurerm_api_management: { apim: { name: "apim-contoso", resource_group_name: "rg-apim" } },
      azurerm_api_management_api: {
        orders: {
          ...AT,
          name: "orders",
          revision: "1",
          path: "orders",
          protocols: ["https"],
          service_url: "https://orders.contoso.com",
          subscription_required: false,
          ...api,
        },
      },
      azurerm_api_management_api_operation: Object.fromEntries(
        all.map(([operation_id, operation]) => [
          operation_id,
          { ...AT, api_name: "orders", operation_id, method: "GET", ...operation },
        ]),
      ) as object,
      azurerm_api_management_api_policy: {
        orders: { ...AT, api_name: "orders", xml_content: policyWith(inbound) },
      },
      ...resources,
    },
  };
}
