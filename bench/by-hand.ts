/** What both programs by hand have in common, as JavaScript: the bindings of a resource, and the policy that a person writes for a role. */
export const BY_HAND = `
  const azuread = (name) => require("@cdktf/provider-azuread/lib/" + name);
  const azurerm = (name) => require("@cdktf/provider-azurerm/lib/" + name);
  const policy = (tenantId, clientId, role) => \`<policies>
    <inbound>
        <base />
        <validate-jwt header-name="Authorization" failed-validation-httpcode="401" failed-validation-error-message="Unauthorized" require-scheme="Bearer" require-expiration-time="true" require-signed-tokens="true" output-token-variable-name="jwt">
            <openid-config url="https://login.microsoftonline.com/\${tenantId}/v2.0/.well-known/openid-configuration" />
            <audiences>
                <audience>\${clientId}</audience>
            </audiences>
            <issuers>
                <issuer>https://login.microsoftonline.com/\${tenantId}/v2.0</issuer>
            </issuers>
        </validate-jwt>
        <choose>
            <when condition='@(!((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("\${role}"))'>
                <return-response>
                    <set-status code="403" reason="Forbidden" />
                    <set-header name="WWW-Authenticate" exists-action="override">
                        <value>Bearer realm="\${clientId}", error="insufficient_scope"</value>
                    </set-header>
                    <set-header name="Content-Type" exists-action="override">
                        <value>application/json</value>
                    </set-header>
                    <set-body>{ "statusCode": 403, "message": "Forbidden" }</set-body>
                </return-response>
            </when>
        </choose>
    </inbound>
    <backend><base /></backend>
    <outbound><base /></outbound>
    <on-error>
        <base />
        <choose>
            <when condition='@(context.LastError.Source == "validate-jwt")'>
                <set-header name="WWW-Authenticate" exists-action="override">
                    <value>Bearer realm="\${clientId}"</value>
                </set-header>
            </when>
        </choose>
    </on-error>
</policies>\`;`;
