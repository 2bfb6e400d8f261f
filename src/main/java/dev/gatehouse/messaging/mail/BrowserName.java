package dev.gatehouse.messaging.mail;

import java.util.List;
import java.util.Map;

/** Says in words that people know what a User-Agent (RFC 9110, section 10.1.5) means: {@code Firefox, Windows}. */
final class BrowserName {
    private static final int MAX = 120;

    /** In this order: most browsers also name those that they resemble. */
    private static final List<Map.Entry<String, String>> BROWSERS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("YaBrowser/", "Yandex Browser"),
            Map.entry("SamsungBrowser/", "Samsung Internet"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Safari/", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("Windows", "Windows"),
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Android", "Android"),
            Map.entry("Mac OS X", "macOS"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Linux", "Linux"));

    private BrowserName() {}

    /** The browser and the system; of an unknown browser its own words, cut to 120 harmless characters. */
    static String of(String userAgent) {
        String browser = named(BROWSERS, userAgent);
        String system = named(SYSTEMS, userAgent);
        if (!userAgent.startsWith("Mozilla/5.0 (") || browser.isEmpty()) {
            return PlainWords.of(userAgent, MAX);
        }
        return system.isEmpty() ? browser : browser + ", " + system;
    }

    private static String named(List<Map.Entry<String, String>> names, String userAgent) {
        return names.stream()
                .filter(entry -> userAgent.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
