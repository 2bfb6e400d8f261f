package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsDocsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\|.*`GATEHOUSE_.*$");
    private static final Pattern NAME = Pattern.compile("`(GATEHOUSE_[A-Z_]+)`");

    @Test
    void theTablesListExactlyTheSettingsOfTheCode() {
        Set<String> documented = ROW.matcher(Documents.read("README.md"))
                .results()
                .map(MatchResult::group)
                .flatMap(row -> NAME.matcher(row).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).hasSizeGreaterThan(20).containsExactlyInAnyOrderElementsOf(settingsOfTheCode());
    }

    private static Set<String> settingsOfTheCode() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.gatehouse").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .map(ConfigMappings.ConfigClass::configClass)
                        .flatMap(mapping -> ConfigMappings.getProperties(mapping).keySet().stream())
                        .filter(name -> !name.endsWith("[*]"))
                        .map(SettingsDocsTest::variable)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** MicroProfile Config, "Environment Variables Mapping Rules". */
    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
