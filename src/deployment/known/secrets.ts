/** Attributes of any resource that hold a secret. */
const SECRET =
  /(^|_)(password|client_secret|primary_key|secondary_key|access_key|connection_string|sas_token|private_key|private_key_pem|pfx_blob|validation_key)$/;

/** Attributes that hold a secret because of what their resource is. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  azuread_application_password: ["value"],
  azuread_service_principal_password: ["value"],
  azurerm_key_vault_secret: ["value", "value_wo"],
  azurerm_api_management_certificate: ["data"],
  azurerm_api_management_workspace_certificate: ["certificate_data_base64"],
  azurerm_api_management_authorization_server: ["resource_owner_password", "token_body_parameter"],
  azurerm_api_management_backend: ["credentials", "proxy"],
  random_password: ["result", "bcrypt_hash"],
};

/** Whether an attribute holds a secret. */
export function isSecretAttribute(type: string, name: string): boolean {
  return SECRET.test(name) || (SECRETS[type] ?? []).includes(name);
}
