/** A small deployment as Terraform JSON, so that a test needs neither cdktf nor a provider to load. */

export const TENANT = "11111111-1111-4111-8111-111111111111";
const ROLE = "22222222-2222-4222-8222-222222222222";
const SCOPE = "33333333-3333-4333-8333-333333333333";
const IN_SERVICE = { api_management_name: "contoso", resource_group_name: "rg" };
const ORDERS = "azuread_application_registration.orders";

export interface OrdersOptions {
  /** What comes after the check of the token. */
  readonly inbound?: string;
  /** The claims that the policy asks for. */
  readonly claims?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly tokenVersion?: 1 | 2;
  /** The whole document, in the place of the one that checks a token. */
  readonly document?: string;
}

/** The claim that lets in applications with the role. */
export const ROLE_CLAIM = '<claim name="roles" match="any"><value>Orders.Read</value></claim>';

/** A document that takes the tokens of an issuer other than Entra ID, with the scope `read`. */
export function documentFor(metadataUrl: string, issuer: string): string {
  return `<policies><inbound><validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="${metadataUrl}" />
    <audiences><audience>https://orders.contoso.com</audience></audiences>
    <issuers><issuer>${issuer}</issuer></issuers>
    <required-claims><claim name="scope" match="any" separator=" "><value>read</value></claim></required-claims>
  </validate-jwt></inbound><backend><forward-request /></backend></policies>`;
}

/** An API that lets in applications with the role `Orders.Read`. "Web shop" has it, "Stock job" has none. Users have the scope `Orders.List`. */
export function ordersDeployment({
  inbound = "",
  claims = ROLE_CLAIM,
  audience = `\${${ORDERS}.client_id}`,
  issuer = `https://login.microsoftonline.com/${TENANT}/v2.0`,
  tokenVersion = 2,
  document,
}: OrdersOptions = {}): object {
  const metadata = `https://login.microsoftonline.com/${TENANT}${tokenVersion === 2 ? "/v2.0" : ""}/.well-known/openid-configuration`;
  const policy = `<policies>
  <inbound>
    <validate-jwt header-name="Authorization" require-scheme="Bearer" failed-validation-httpcode="401" output-token-variable-name="jwt">
      <openid-config url="${metadata}" />
      <audiences><audience>${audience}</audience></audiences>
      <issuers><issuer>${issuer}</issuer></issuers>
      ${claims === "" ? "" : `<required-claims>${claims}</required-claims>`}
    </validate-jwt>
    ${inbound}
  </inbound>
  <backend><forward-request /></backend>
  <outbound />
  <on-error />
</policies>`;
  const ofOrders = { application_id: `\${${ORDERS}.id}` };
  const principal = (name: string): object => ({ client_id: `\${azuread_application_registration.${name}.client_id}` });
  return {
    "//": { metadata: { stackName: "orders" } },
    provider: { azuread: [{ tenant_id: TENANT }] },
    resource: {
      azuread_application_registration: {
        orders: { display_name: "Orders API", requested_access_token_version: tokenVersion },
        shop: { display_name: "Web shop", requested_access_token_version: 2 },
        job: { display_name: "Stock job", requested_access_token_version: 2 },
      },
      azuread_application_identifier_uri: { orders: { ...ofOrders, identifier_uri: "api://orders" } },
      azuread_application_app_role: {
        read: {
          ...ofOrders,
          role_id: ROLE,
          value: "Orders.Read",
          display_name: "Read",
          description: "Read",
          allowed_member_types: ["Application"],
        },
      },
      azuread_application_permission_scope: {
        list: {
          ...ofOrders,
          scope_id: SCOPE,
          value: "Orders.List",
          admin_consent_display_name: "List",
          admin_consent_description: "List",
        },
      },
      azuread_service_principal: { orders: principal("orders"), shop: principal("shop"), job: principal("job") },
      azuread_app_role_assignment: {
        shop: {
          app_role_id: ROLE,
          principal_object_id: "${azuread_service_principal.shop.object_id}",
          resource_object_id: "${azuread_service_principal.orders.object_id}",
        },
      },
      azuread_service_principal_delegated_permission_grant: {
        shop: {
          service_principal_object_id: "${azuread_service_principal.shop.object_id}",
          resource_service_principal_object_id: "${azuread_service_principal.orders.object_id}",
          claim_values: ["Orders.List"],
        },
      },
      azurerm_api_management_api: {
        orders: {
          ...IN_SERVICE,
          name: "orders",
          revision: "1",
          path: "orders",
          display_name: "Orders",
          protocols: ["https"],
          service_url: "https://backend.contoso.com/api",
          subscription_required: false,
        },
      },
      azurerm_api_management_api_operation: {
        get: {
          ...IN_SERVICE,
          api_name: "orders",
          operation_id: "get-order",
          display_name: "Get",
          method: "GET",
          url_template: "/{id}",
        },
        add: {
          ...IN_SERVICE,
          api_name: "orders",
          operation_id: "add-order",
          display_name: "Add",
          method: "POST",
          url_template: "/",
        },
      },
      azurerm_api_management_api_policy: {
        orders: { ...IN_SERVICE, api_name: "orders", xml_content: document ?? policy },
      },
    },
  };
}
