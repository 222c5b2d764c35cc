import {
  Base,
  CacheLookup,
  CacheStore,
  Choose,
  Cors,
  ExistsAction,
  FindAndReplace,
  ForwardRequest,
  PolicyComment,
  PolicyDocument,
  PolicyExpression,
  PolicyValue,
  RateLimitByKey,
  Retry,
  ReturnResponse,
  SetBody,
  SetHeader,
  SetStatus,
  SetVariable,
  ValidateJwt,
} from "../../src/policy";

const TENANT = "0b6c9a3e-52a6-4b7e-9f8e-0a6a8f1f2c11";

describe("the four kinds of policies of the walk-through", () => {
  test("inbound, backend, outbound and on-error policies make one document", () => {
    // GIVEN
    const document = PolicyDocument.of({
      inbound: [
        new Cors({
          allowedOrigins: ["https://orders.contoso.com"],
          allowedMethods: ["GET", "POST"],
          allowedHeaders: ["authorization", "content-type"],
          terminateUnmatchedRequest: true,
        }),
        new Base(),
        new PolicyComment(" Only users who were granted the scope may call. "),
        new ValidateJwt({
          headerName: "Authorization",
          requireScheme: "Bearer",
          failedValidationHttpcode: 401,
          failedValidationErrorMessage: "Unauthorized",
          outputTokenVariableName: "token",
          openidConfigs: [
            {
              url: `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`,
            },
          ],
          audiences: ["5f3ab4f6-8a55-4f0a-8e4e-5d1a3b3c2d10"],
          issuers: [`https://login.microsoftonline.com/${TENANT}/v2.0`],
        }),
        new Choose({
          when: [
            {
              condition: PolicyValue.expression(
                '!((Jwt)context.Variables["token"]).Claims.GetValueOrDefault("scp", "").Split(\' \').Contains("access_as_user")',
              ),
              statements: [
                new ReturnResponse({
                  status: new SetStatus({ code: 403, reason: "Forbidden" }),
                  headers: [
                    new SetHeader({
                      name: "WWW-Authenticate",
                      values: ['Bearer error="insufficient_scope", scope="access_as_user"'],
                    }),
                  ],
                }),
              ],
            },
          ],
        }),
        new RateLimitByKey({
          calls: 100,
          renewalPeriodSeconds: 60,
          counterKey: PolicyExpression.claim("token", "oid"),
        }),
        new CacheLookup({
          varyByDeveloper: false,
          varyByDeveloperGroups: false,
          varyByQueryParameters: ["page"],
        }),
        new SetHeader({
          name: "X-User-Id",
          existsAction: ExistsAction.OVERRIDE,
          values: [PolicyExpression.claim("token", "oid")],
        }),
        new SetHeader({
          name: "X-Functions-Key",
          values: [PolicyValue.namedValue("orders-function-key")],
        }),
      ],
      backend: [
        new Retry({
          condition: PolicyValue.expression("context.Response.StatusCode >= 500 && context.Response.StatusCode < 600"),
          count: 3,
          intervalSeconds: 2,
          deltaSeconds: 2,
          maxIntervalSeconds: 10,
          statements: [new ForwardRequest({ timeoutSeconds: 20, bufferRequestBody: true })],
        }),
      ],
      outbound: [
        new Base(),
        new CacheStore({ durationSeconds: 300 }),
        new FindAndReplace({
          fromText: "https://orders.azurewebsites.net",
          toText: "https://api.contoso.com/orders",
        }),
        new SetHeader({ name: "X-Powered-By", existsAction: ExistsAction.DELETE }),
      ],
      onError: [
        new Base(),
        new SetVariable({
          name: "reason",
          value: PolicyValue.expression('context.LastError.Reason ?? "Unknown"'),
        }),
        new ReturnResponse({
          status: new SetStatus({
            code: PolicyValue.expression("context.Response.StatusCode"),
            reason: PolicyValue.expression("context.Response.StatusReason"),
          }),
          headers: [new SetHeader({ name: "Content-Type", values: ["application/json"] })],
          body: new SetBody({
            body: PolicyValue.block(
              ' return new JObject(new JProperty("reason", (string)context.Variables["reason"])).ToString(); ',
            ),
          }),
        }),
      ],
    });

    // THEN
    expect(document.render()).toBe(`<policies>
    <inbound>
        <cors terminate-unmatched-request="true">
            <allowed-origins>
                <origin>https://orders.contoso.com</origin>
            </allowed-origins>
            <allowed-methods>
                <method>GET</method>
                <method>POST</method>
            </allowed-methods>
            <allowed-headers>
                <header>authorization</header>
                <header>content-type</header>
            </allowed-headers>
        </cors>
        <base />
        <!-- Only users who were granted the scope may call. -->
        <validate-jwt header-name="Authorization" failed-validation-httpcode="401" failed-validation-error-message="Unauthorized" require-scheme="Bearer" output-token-variable-name="token">
            <openid-config url="https://login.microsoftonline.com/0b6c9a3e-52a6-4b7e-9f8e-0a6a8f1f2c11/v2.0/.well-known/openid-configuration" />
            <audiences>
                <audience>5f3ab4f6-8a55-4f0a-8e4e-5d1a3b3c2d10</audience>
            </audiences>
            <issuers>
                <issuer>https://login.microsoftonline.com/0b6c9a3e-52a6-4b7e-9f8e-0a6a8f1f2c11/v2.0</issuer>
            </issuers>
        </validate-jwt>
        <choose>
            <when condition="@(!((Jwt)context.Variables["token"]).Claims.GetValueOrDefault("scp", "").Split(' ').Contains("access_as_user"))">
                <return-response>
                    <set-status code="403" reason="Forbidden" />
                    <set-header name="WWW-Authenticate">
                        <value>Bearer error="insufficient_scope", scope="access_as_user"</value>
                    </set-header>
                </return-response>
            </when>
        </choose>
        <rate-limit-by-key calls="100" renewal-period="60" counter-key='@(((Jwt)context.Variables["token"]).Claims.GetValueOrDefault("oid", ""))' />
        <cache-lookup vary-by-developer="false" vary-by-developer-groups="false">
            <vary-by-query-parameter>page</vary-by-query-parameter>
        </cache-lookup>
        <set-header name="X-User-Id" exists-action="override">
            <value>@(((Jwt)context.Variables["token"]).Claims.GetValueOrDefault("oid", ""))</value>
        </set-header>
        <set-header name="X-Functions-Key">
            <value>{{orders-function-key}}</value>
        </set-header>
    </inbound>
    <backend>
        <retry condition="@(context.Response.StatusCode >= 500 && context.Response.StatusCode < 600)" count="3" interval="2" delta="2" max-interval="10">
            <forward-request timeout="20" buffer-request-body="true" />
        </retry>
    </backend>
    <outbound>
        <base />
        <cache-store duration="300" />
        <find-and-replace from="https://orders.azurewebsites.net" to="https://api.contoso.com/orders" />
        <set-header name="X-Powered-By" exists-action="delete" />
    </outbound>
    <on-error>
        <base />
        <set-variable name="reason" value='@(context.LastError.Reason ?? "Unknown")' />
        <return-response>
            <set-status code="@(context.Response.StatusCode)" reason="@(context.Response.StatusReason)" />
            <set-header name="Content-Type">
                <value>application/json</value>
            </set-header>
            <set-body>@{ return new JObject(new JProperty("reason", (string)context.Variables["reason"])).ToString(); }</set-body>
        </return-response>
    </on-error>
</policies>
`);
  });
});
