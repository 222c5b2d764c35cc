import { ENCRYPTED_BACKEND } from "../../../../src/policy/lint/rules/p-36-encrypted-backend";
import { inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const backend = (url: string): string => inbound(`<set-backend-service base-url='${url}' />`);
const request = (url: string, name = "send-request", attributes = 'response-variable-name="a"'): string =>
  inbound(`<${name} mode="new" ${attributes}><set-url>${url}</set-url><set-method>GET</set-method></${name}>`);

testRule(ENCRYPTED_BACKEND, {
  good: [
    { title: "https", text: backend("https://orders.contoso.com") },
    { title: "an address that is not known yet", text: backend("{{orders-url}}/api") },
    { title: "the host itself", text: request("http://localhost:3500/v1.0/secrets") },
    { title: "the host itself, by its address", text: backend("http://127.0.0.1/") },
    { title: "a backend by its name", text: inbound('<set-backend-service backend-id="orders" />') },
    {
      title: "code that replaces http",
      text: backend('@(context.Request.Url.ToString().Replace("http://", "https://"))'),
    },
    { title: "code with https", text: request('@($"https://{context.Request.Url.Host}/http://")') },
    { title: "an address in a body", text: inbound("<set-body>http://orders.contoso.com</set-body>") },
    {
      title: "a name space",
      text: inbound('<set-header name="X"><value>http://schemas.xmlsoap.org/</value></set-header>'),
    },
  ],
  bad: [
    {
      title: "a backend",
      text: backend("http://orders.contoso.com/api"),
      severity: WARNING,
      message: /^the address in <set-backend-service> starts with http,/,
      path: "inbound/set-backend-service",
    },
    { title: "a backend in capitals", text: backend(" HTTP://orders.contoso.com"), severity: WARNING, message: /http/ },
    { title: "a host that is not known yet", text: backend("http://{{host}}/api"), severity: WARNING, message: /http/ },
    {
      title: "a host that only looks like the host itself",
      text: backend("http://localhost.contoso.com"),
      severity: WARNING,
      message: /http/,
    },
    {
      title: "a request to another service",
      text: request("http://users.contoso.com/"),
      severity: WARNING,
      message: /^the address in <set-url>/,
      path: "inbound/send-request/set-url",
    },
    {
      title: "a request whose answer is not awaited",
      text: request("http://log.contoso.com/", "send-one-way-request", ""),
      severity: WARNING,
      message: /<set-url>/,
    },
    {
      title: "an address that code puts together",
      text: request('@("http://" + (string)context.Variables["host"] + "/")'),
      severity: WARNING,
      message: /<set-url>/,
    },
    {
      title: "an interpolated address",
      text: backend('@($"http://{context.Variables["host"]}/")'),
      severity: WARNING,
      message: /http/,
    },
  ],
});
