import { AzureCloud } from "cdktf-apim-oauth";

test.each([
  [AzureCloud.PUBLIC, "public", "login.microsoftonline.com", "sts.windows.net", "azure-api.net", "vault.azure.net"],
  [
    AzureCloud.US_GOVERNMENT,
    "usgovernment",
    "login.microsoftonline.us",
    "sts.windows.net",
    "azure-api.us",
    "vault.usgovcloudapi.net",
  ],
  [
    AzureCloud.CHINA,
    "china",
    "login.partner.microsoftonline.cn",
    "sts.chinacloudapi.cn",
    "azure-api.cn",
    "vault.azure.cn",
  ],
])("a cloud has its own hosts", (cloud, environment, loginHost, securityTokenServiceHost, apimDomain, vaultDomain) => {
  expect({ ...cloud }).toEqual({ environment, loginHost, securityTokenServiceHost, apimDomain, vaultDomain });
});
