package dev.gatehouse.platform.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/** Who stands in front of the service, and which pages may call it from a browser. */
@ConfigMapping(prefix = "gatehouse")
public interface WebSettings {
    /** {@code GATEHOUSE_TRUSTED_PROXIES}: networks (CIDR) whose forwarding header counts. */
    @WithName("trusted-proxies")
    Optional<List<String>> trustedProxies();

    /** {@code GATEHOUSE_FORWARDED_HEADER}: the one header that is read; {@code Forwarded} is read as RFC 7239. */
    @WithName("forwarded-header")
    @WithDefault("X-Forwarded-For")
    String forwardedHeader();

    /** {@code GATEHOUSE_PANEL_ORIGINS}: origins (RFC 6454) that browsers may call from. */
    @WithName("panel.origins")
    Optional<List<String>> panelOrigins();
}
