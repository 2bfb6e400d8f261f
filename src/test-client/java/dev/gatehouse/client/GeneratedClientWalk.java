package dev.gatehouse.client;

import dev.gatehouse.client.api.AccountApi;
import dev.gatehouse.client.api.OrdersApi;
import dev.gatehouse.client.api.RegistrationApi;
import dev.gatehouse.client.api.SessionsApi;
import dev.gatehouse.client.api.StaffApi;
import dev.gatehouse.client.api.VerificationApi;
import dev.gatehouse.client.model.CodeRequest;
import dev.gatehouse.client.model.Key;
import dev.gatehouse.client.model.Money;
import dev.gatehouse.client.model.NewKeyRequest;
import dev.gatehouse.client.model.Order;
import dev.gatehouse.client.model.OrderKind;
import dev.gatehouse.client.model.OrderRequest;
import dev.gatehouse.client.model.RegistrationAnswer;
import dev.gatehouse.client.model.RegistrationRequest;
import dev.gatehouse.client.model.SignInRequest;
import dev.gatehouse.client.model.TokenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Walks the pathway with the client that openapi-generator makes from {@code openapi.yaml}. Compiled together with that
 * client by {@code GeneratedClientTest}, apart from the other tests, since generated code is not held to our warnings.
 */
public final class GeneratedClientWalk {
    private static final String PASSWORD = "correct horse battery";

    private final String url;

    private GeneratedClientWalk(String url) {
        this.url = url;
    }

    /**
     * Walks from the registration to a confirmed order and a revoked key.
     *
     * @param given {@code url}, {@code email}, {@code phone}, {@code from} (the client's address) and {@code staffKey}
     * @param token waits for the mail to an address and gives its token
     * @param code waits for the SMS to a number and gives its code
     * @return what was seen on the way
     */
    public static List<String> walk(
            Map<String, String> given, Function<String, String> token, Function<String, String> code)
            throws ApiException {
        return new GeneratedClientWalk(given.get("url")).walkAs(given, token, code);
    }

    private List<String> walkAs(
            Map<String, String> given, Function<String, String> token, Function<String, String> code)
            throws ApiException {
        List<String> seen = new ArrayList<>();
        String email = given.get("email");
        ApiClient anonymous = client("X-Forwarded-For", given.get("from"));
        RegistrationAnswer registered = new RegistrationApi(anonymous)
                .register(RegistrationApi.APIRegisterRequest.newBuilder()
                        .registrationRequest(new RegistrationRequest()
                                .email(email)
                                .password(PASSWORD)
                                .phone(given.get("phone"))
                                .country("DE")
                                .acceptTerms(true))
                        .build());
        seen.add(registered.getAccount().getStatus().getValue());

        ApiClient client =
                client("Authorization", "Bearer " + registered.getSession().getAccessToken());
        VerificationApi verification = new VerificationApi(client);
        verification.verifyEmail(VerificationApi.APIVerifyEmailRequest.newBuilder()
                .tokenRequest(new TokenRequest().token(token.apply(email)))
                .build());
        try {
            new OrdersApi(client).placeOrder(order());
        } catch (ApiException e) {
            seen.add(String.valueOf(e.getCode()));
        }
        verification.sendVerificationCode(
                VerificationApi.APISendVerificationCodeRequest.newBuilder().build());
        seen.add(verification
                .verifySms(VerificationApi.APIVerifySmsRequest.newBuilder()
                        .codeRequest(new CodeRequest().code(code.apply(given.get("phone"))))
                        .build())
                .getStatus()
                .getValue());
        Order accepted = new OrdersApi(client).placeOrder(order());
        seen.add(accepted.getStatus().getValue());

        StaffApi staff = new StaffApi(client("X-Api-Key", given.get("staffKey")));
        Key panel = staff.createKey(StaffApi.APICreateKeyRequest.newBuilder()
                .newKeyRequest(new NewKeyRequest().name("generated client").scopes(Set.of("panel:orders")))
                .build());
        seen.add(new OrdersApi(client("X-Api-Key", panel.getKey()))
                .confirmOrder(OrdersApi.APIConfirmOrderRequest.newBuilder()
                        .id(accepted.getId())
                        .gatehouseAccount(registered.getAccount().getId())
                        .build())
                .getStatus()
                .getValue());
        staff.revokeKey(
                StaffApi.APIRevokeKeyRequest.newBuilder().id(panel.getId()).build());

        seen.add(new SessionsApi(anonymous)
                .signIn(SessionsApi.APISignInRequest.newBuilder()
                        .signInRequest(new SignInRequest().email(email).password(PASSWORD))
                        .build())
                .getSession()
                .getTokenType());
        seen.add(new AccountApi(client)
                .getAccount(AccountApi.APIGetAccountRequest.newBuilder().build())
                .getEmail());
        return seen;
    }

    private static OrdersApi.APIPlaceOrderRequest order() {
        return OrdersApi.APIPlaceOrderRequest.newBuilder()
                .idempotencyKey(UUID.randomUUID().toString())
                .orderRequest(new OrderRequest()
                        .kind(OrderKind.PURCHASE)
                        .product("vps-s")
                        .amount(new Money().value("9.90").currency("EUR")))
                .build();
    }

    private ApiClient client(String header, String value) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(url);
        client.setRequestInterceptor(request -> request.header(header, value));
        return client;
    }
}
