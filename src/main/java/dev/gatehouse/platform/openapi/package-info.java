/**
 * What {@code openapi.yaml} says beyond what the scanner sees: the rules that hold for every operation (who may call,
 * which header fields there are, which problems it can answer), read from the resources' own annotations while the
 * application is built. Nothing of it runs in production.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Gatehouse",
                        version = "0.1.0",
                        description =
                                """
                                The anti-fraud gate in front of a hosting provider's control panel.

                                A client registers, follows the link in a mail, types the code from an SMS, and may then \
                                order. Whoever looks doubtful on the way has to confirm the identity (KYC) first. `GET \
                                /account` tells where a client stands, and `nextSteps` what to do next. An order that is \
                                accepted here is what the panel asks for before it sells or renews anything: it confirms \
                                the order with its own key, once, within 30 minutes.

                                Bodies are JSON. Every error is an RFC 9457 problem whose `code` is stable. Any path \
                                answers `405 method-not-allowed` to a method that it does not have.""",
                        license =
                                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0.txt")),
        servers = {
            @Server(url = "/", description = "The node that this document comes from"),
            @Server(url = "http://localhost:8080", description = "Development: ./mvnw quarkus:dev")
        },
        tags = {
            @Tag(name = "Registration", description = "The way in: one request makes the account and mails a link."),
            @Tag(name = "Verification", description = "The link in the mail, and the code by SMS."),
            @Tag(name = "Account", description = "Where the client stands, and the phone."),
            @Tag(name = "Sessions", description = "Sign in, go on, sign out."),
            @Tag(name = "Passwords", description = "Forgotten, and set anew by a link in a mail."),
            @Tag(
                    name = "Orders",
                    description = "Whether the account may buy or renew. The panel confirms before it sells."),
            @Tag(name = "KYC", description = "What a client who has been stopped hands in, and how it goes on."),
            @Tag(
                    name = "Tickets",
                    description = "The help desk: one open ticket a topic, also for who cannot sign in."),
            @Tag(
                    name = "Webhooks",
                    description = "The panel's backend and resellers are told of what happens, by Standard Webhooks."),
            @Tag(name = "Staff", description = "The provider's own people and machines.")
        },
        components =
                @Components(
                        schemas = @Schema(name = "Problem", implementation = Problem.class),
                        securitySchemes = {
                            @SecurityScheme(
                                    securitySchemeName = Access.BEARER,
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    bearerFormat = "JWT",
                                    description = "A client's access token, as `POST /register` and `POST /sessions`"
                                            + " give it. It acts on its own account alone."),
                            @SecurityScheme(
                                    securitySchemeName = Access.API_KEY,
                                    type = SecuritySchemeType.APIKEY,
                                    in = SecuritySchemeIn.HEADER,
                                    apiKeyName = "X-Api-Key",
                                    description = "A key of the panel's backend, of staff or of a reseller. What it may"
                                            + " do is in its scopes; each operation names those that suffice.")
                        }))
@NullMarked
package dev.gatehouse.platform.openapi;

import dev.gatehouse.platform.problem.Problem;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.NullMarked;
