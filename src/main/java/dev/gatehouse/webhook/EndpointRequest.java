package dev.gatehouse.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who wants to be told of what.
 *
 * @param url where to; https
 * @param events names of {@link EventType}s
 */
@Schema(name = "WebhookEndpointRequest")
public record EndpointRequest(
        @NotBlank @Size(max = EndpointUrl.LONGEST) @Schema(examples = "https://hooks.example.org/gatehouse") String url,
        @NotEmpty @Size(max = 32) @Schema(examples = "[\"kyc.required\",\"order.accepted\"]")
                Set<@NotNull String> events) {}
